import { h, safeUrl } from './dom.js'
import { nameOf, open, store } from './store.js'
import { withSymbols } from './symbols.js'
import { formatDate } from './text/dates.js'
import { parseMrkdwn } from './text/mrkdwn.js'

const tags = { rich_text_section: 'div', rich_text_quote: 'blockquote', rich_text_preformatted: 'pre' }

/** The elements of a rich_text block. */
export function richElements(elements) {
  return elements.map(element =>
    element.type === 'rich_text_list'
      ? list(element)
      : h(tags[element.type] ?? 'div', { class: 'rich' }, words(element.elements)),
  )
}

export const mrkdwn = (text, options) => richElements(parseMrkdwn(text, options))

/** A Block Kit text object. */
export function textObject(object) {
  if (!object) return []
  return object.type === 'mrkdwn'
    ? mrkdwn(object.text, { verbatim: object.verbatim })
    : [h('div', { class: 'rich' }, withSymbols(object.text))]
}

const list = ({ style, indent = 0, elements }) =>
  h(
    style === 'ordered' ? 'ol' : 'ul',
    { class: `indent-${indent}` },
    elements.map(item => h('li', {}, words(item.elements))),
  )

const words = elements => elements.map(element => styled(word(element), element.style))

function styled(node, style = {}) {
  let shown = node
  if (style.code) shown = h('code', {}, shown)
  if (style.bold) shown = h('strong', {}, shown)
  if (style.italic) shown = h('em', {}, shown)
  if (style.strike) shown = h('s', {}, shown)
  return shown
}

function word(element) {
  switch (element.type) {
    case 'user':
      return mention(`@${nameOf(element.user_id)}`, element.user_id === store.as)
    case 'usergroup':
      return mention(
        `@${store.facts.groups.find(({ id }) => id === element.usergroup_id)?.handle ?? element.usergroup_id}`,
      )
    case 'channel':
      return mention(
        `#${store.state.channels.find(({ id }) => id === element.channel_id)?.name ?? element.channel_id}`,
      )
    case 'broadcast':
      return mention(`@${element.range}`)
    case 'date':
      return date(element)
    case 'link':
      return link(element.url, element.text ?? element.url)
    case 'emoji':
      return element.unicode
        ? String.fromCodePoint(...element.unicode.split('-').map(hex => Number.parseInt(hex, 16)))
        : `:${element.name}:`
    default:
      return withSymbols(element.text ?? '')
  }
}

const mention = (text, own = false) => h('span', { class: own ? 'mention own' : 'mention' }, text)

function date({ timestamp, format, fallback }) {
  const at = new Date(timestamp * 1000)
  return h(
    'time',
    { datetime: at.toISOString(), title: `${at.toLocaleString()}${fallback ? ` (${fallback})` : ''}` },
    formatDate(timestamp, format, undefined, Date.now()),
  )
}

/** A link to a message of this workspace opens it here; an address that must not be linked is text. */
export function link(url, text) {
  const address = safeUrl(url)
  if (!address) return h('span', {}, text)
  const here =
    /^https:\/\/([\w-]+)\.slack\.com\/archives\/(\w+)\/p(\d{10})(\d{6})(?:\?thread_ts=([\d.]+))?/.exec(
      address,
    )
  if (here && here[1] === store.facts.team.domain) {
    const [, , channel, seconds, rest, thread] = here
    const go = event => {
      event.preventDefault()
      open(channel, thread ?? `${seconds}.${rest}`)
    }
    return h('a', { href: address, onclick: go }, text)
  }
  return h('a', { href: address, target: '_blank', rel: 'noopener noreferrer', title: address }, text)
}
