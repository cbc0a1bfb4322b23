import { blocks } from './blocks/blocks.js'
import { h } from './dom.js'
import { snippet } from './file.js'
import { tellFailure } from './notices.js'
import { act, nameOf, open, store } from './store.js'
import { icon } from './symbols.js'
import { formatDate } from './text/dates.js'
import { mrkdwn } from './words.js'

/** One message with its author; `inThread` leaves out what leads to its thread. */
export function message(one, { inThread = false } = {}) {
  const bot = one.user === store.facts.bot.id
  const to = {
    click: async element => tellFailure(await act('click', { on: one.ts, action: element.action_id })),
    select: async (element, option) =>
      tellFailure(await act('select', { on: one.ts, action: element.action_id, option })),
  }
  return h(
    'article',
    {
      class: `message ${one.ephemeral ? 'ephemeral' : ''} ${one.follows ? 'follows' : ''}`,
      'data-ts': one.ts,
    },
    avatar(one.user),
    h(
      'div',
      { class: 'body' },
      one.ephemeral && h('div', { class: 'only' }, icon('eye'), ' Only visible to you'),
      h(
        'div',
        { class: 'byline' },
        h('strong', {}, nameOf(one.user)),
        (bot || one.user === 'USLACKBOT') && h('span', { class: 'badge' }, 'App'),
        time(one.at),
      ),
      !inThread && one.broadcast !== undefined && repliesTo(one),
      h(
        'div',
        { class: 'content' },
        one.blocks.length > 0 ? blocks(one.blocks, to) : mrkdwn(one.text),
        one.edited && !bot && h('span', { class: 'edited' }, '(edited)'),
      ),
      (one.files ?? []).map(snippet),
      one.reactions?.length > 0 &&
        h(
          'div',
          { class: 'reactions' },
          one.reactions.map(({ name, users }) => h('span', {}, `:${name}: ${users.length}`)),
        ),
      !inThread && one.replies && replies(one),
      one.ephemeral &&
        h(
          'button',
          { class: 'quiet', type: 'button', onclick: () => act('dismiss', { on: one.ts }) },
          'Dismiss',
        ),
    ),
    !one.ephemeral && tools(one, inThread),
  )
}

export function avatar(user) {
  const name = nameOf(user)
  const bot = user === store.facts.bot.id
  const tone = [...user].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 6
  return h(
    'span',
    { class: `avatar ${bot ? 'bot' : `tone-${tone}`}`, 'aria-hidden': 'true' },
    name.slice(0, 1),
  )
}

const time = at => {
  const seconds = Math.floor(at / 1000)
  return h(
    'time',
    {
      datetime: new Date(seconds * 1000).toISOString(),
      title: formatDate(seconds, '{date_long} {time_secs}', undefined, Date.now()),
    },
    formatDate(seconds, '{time}', undefined, Date.now()),
  )
}

function replies({ ts, channel, replies: { count, last, users } }) {
  return h(
    'button',
    { class: 'replies', type: 'button', onclick: () => open(channel, ts) },
    users.map(avatar),
    h('strong', {}, count === 1 ? '1 reply' : `${count} replies`),
    h('span', {}, 'Last reply ', time(last)),
  )
}

/** Of a reply that stands in the channel as well: to what. */
const repliesTo = ({ channel, thread, broadcast }) =>
  h(
    'div',
    { class: 'broadcast' },
    'replied to a thread: ',
    h('button', { class: 'link', type: 'button', onclick: () => open(channel, thread) }, mrkdwn(broadcast)),
  )

const drawings = { add_to_timeline: 'note' }

/** What can be done with a message itself: answer in its thread, use a shortcut on it. */
function tools({ ts, channel, thread }, inThread) {
  const use = callbackId => async () => tellFailure(await act('shortcut', { on: ts, shortcut: callbackId }))
  return h(
    'div',
    { class: 'tools' },
    !inThread &&
      h(
        'button',
        {
          type: 'button',
          title: 'Reply in thread',
          'aria-label': 'Reply in thread',
          onclick: () => open(channel, thread ?? ts),
        },
        icon('reply'),
      ),
    store.facts.bot.shortcuts.map(({ callbackId, name }) =>
      h(
        'button',
        { type: 'button', title: name, 'aria-label': name, onclick: use(callbackId) },
        icon(drawings[callbackId] ?? 'bolt'),
      ),
    ),
  )
}
