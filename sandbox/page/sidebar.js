import { labelOf } from './conversation.js'
import { h } from './dom.js'
import { unread } from './read-marks.js'
import { become, open, store } from './store.js'
import { go } from './tabs.js'

/** Channels with unread marks, then the conversation with the app. */
export function sidebar(root) {
  return () => {
    const { channels } = store.state
    const entries = kind => channels.filter(channel => (channel.kind === 'im') === (kind === 'im')).map(entry)
    root.replaceChildren(
      h('h2', {}, 'Channels'),
      ...entries('channel'),
      h('h2', {}, 'Direct messages'),
      ...entries('im'),
    )
  }
}

function entry(channel) {
  const open_ = channel.id === store.channel
  const { posts, calls } = open_ ? { posts: 0, calls: 0 } : unread(channel)
  const count = channel.kind === 'im' ? posts : calls
  const choose = () => {
    go('messages')
    open(channel.id)
  }
  return h(
    'button',
    {
      type: 'button',
      class: `entry ${open_ ? 'open' : ''} ${posts > 0 ? 'unread' : ''}`,
      'aria-current': open_ ? 'page' : undefined,
      onclick: choose,
    },
    h('span', {}, labelOf(channel)),
    count > 0 && h('span', { class: 'count', 'aria-label': `${count} for you` }, String(count)),
    count === 0 && posts > 0 && h('span', { class: 'dot', 'aria-label': 'unread' }),
  )
}

/** The workspace's name, and who one is. */
export function topBar(root) {
  const select = h(
    'select',
    { 'aria-label': 'You are', onchange: event => become(event.target.value) },
    store.facts.people.map(({ id, name, title }) =>
      h('option', { value: id }, title ? `${name} · ${title}` : name),
    ),
  )
  const { name } = store.facts.team
  root.append(
    h('strong', {}, name),
    ...(/sandbox/i.test(name) ? [] : [h('span', { class: 'sandbox' }, 'sandbox')]),
    h('label', { class: 'you' }, h('span', {}, 'You are'), select),
  )
  return () => {
    select.value = store.as
  }
}
