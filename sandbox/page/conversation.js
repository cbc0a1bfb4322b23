import { composer } from './composer.js'
import { h, keep } from './dom.js'
import { message } from './message.js'
import { markRead } from './read-marks.js'
import { open, store } from './store.js'

const nearBottom = 120

/** The open channel. */
export function conversation(root) {
  const title = h('header', { class: 'pane-head' })
  const list = h('div', { class: 'list' })
  const write = composer(() => ({ channel: store.channel }), 'Message')
  root.append(title, list, write)
  let shown

  return () => {
    const channel = store.state.channels.find(({ id }) => id === store.channel)
    const name = labelOf(channel)
    title.replaceChildren(
      h('h1', {}, name),
      h('span', {}, channel.kind === 'im' ? `Direct messages with ${store.facts.bot.name}` : channel.topic),
    )
    write.querySelector('textarea').placeholder = `Message ${name}`
    const place = `${store.as} ${store.channel}`
    follow(list, shown !== place || isAnswered(store.state.messages, list), () => {
      if (shown !== place) list.replaceChildren()
      show(list, store.state.messages, {})
      if (store.state.messages.length === 0)
        list.replaceChildren(
          h('p', { class: 'nothing', 'data-key': 'nothing' }, 'Nothing has been said here yet.'),
        )
    })
    shown = place
    if (document.visibilityState === 'visible')
      markRead(
        store.channel,
        [...channel.posts, ...channel.calls].sort((a, b) => Number(a) - Number(b)).at(-1),
      )
  }
}

/** The open thread, or nothing. */
export function threadPane(root) {
  const list = h('div', { class: 'list' })
  const close = h(
    'button',
    { class: 'quiet', type: 'button', 'aria-label': 'Close the thread', onclick: () => open(store.channel) },
    '✕',
  )
  root.append(
    h('header', { class: 'pane-head' }, h('h1', {}, 'Thread'), close),
    list,
    composer(() => ({ channel: store.channel, thread: store.thread }), 'Reply …'),
  )
  let shown

  return () => {
    const { thread } = store.state
    root.hidden = !thread
    document.body.classList.toggle('with-thread', Boolean(thread))
    if (!thread) {
      shown = undefined
      return
    }
    root.querySelector('textarea').placeholder = `Reply, or @${store.facts.bot.name} …`
    const place = `${store.as} ${store.thread}`
    follow(list, shown !== place || isAnswered(thread, list), () => {
      if (shown !== place) list.replaceChildren()
      show(list, thread, { inThread: true })
    })
    shown = place
  }
}

const show = (list, messages, how) =>
  keep(
    list,
    messages.map((one, i) => ({ ...one, follows: follows(one, messages[i - 1]) })),
    ({ ts }) => ts,
    one => JSON.stringify(one),
    one => message(one, how),
  )

/** Said by the same within minutes: shown without its author. What can be clicked keeps its own. */
const follows = (one, before) =>
  before !== undefined &&
  before.user === one.user &&
  Boolean(before.ephemeral) === Boolean(one.ephemeral) &&
  Number(one.ts) - Number(before.ts) < 300 &&
  !one.blocks.some(({ type }) => type === 'actions')

/** Whether there is an answer at the end that only they see, to what they may have done far above it. */
const isAnswered = (messages, list) => {
  const last = messages.at(-1)
  return Boolean(last?.ephemeral) && !list.querySelector(`[data-ts="${last.ts}"]`)
}

/** Stays at the bottom when it was there, or when something else is shown. */
function follow(list, anew, change) {
  const atBottom = list.scrollHeight - list.scrollTop - list.clientHeight < nearBottom
  change()
  if (anew || atBottom) list.scrollTop = list.scrollHeight
}

export const labelOf = ({ kind, name }) =>
  kind === 'im' ? store.facts.bot.name : `${kind === 'private' ? '⊘ ' : '#'}${name}`
