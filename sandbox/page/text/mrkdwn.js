const entities = { '&lt;': '<', '&gt;': '>', '&amp;': '&' }
const marks = { '*': 'bold', _: 'italic', '~': 'strike' }
const plain = text => text.replace(/&(?:lt|gt|amp);/g, entity => entities[entity])

/**
 * Slack's mrkdwn as the elements of a rich_text block, so that both are shown by the same code.
 * @param {string} text
 * @param {{ verbatim?: boolean }} options verbatim: addresses in plain text make no links
 */
export function parseMrkdwn(text, { verbatim = false } = {}) {
  const elements = []
  for (const [i, part] of text.split('```').entries()) {
    if (i % 2 === 1) {
      elements.push({ type: 'rich_text_preformatted', elements: [word(part.replace(/^\n|\n$/g, ''))] })
      continue
    }
    for (const { quoted, lines } of runsOf(part)) {
      const words = inline(lines.join('\n'), {}, verbatim)
      if (words.length > 0)
        elements.push({ type: quoted ? 'rich_text_quote' : 'rich_text_section', elements: words })
    }
  }
  return elements
}

/** Neighbouring lines that are quoted, or are not. */
function runsOf(text) {
  const runs = []
  for (const line of text.replace(/^\n|\n$/g, '').split('\n')) {
    const quoted = /^(?:>|&gt;) ?/.exec(line)
    const content = quoted ? line.slice(quoted[0].length) : line
    const last = runs.at(-1)
    if (last && last.quoted === (quoted !== null)) last.lines.push(content)
    else runs.push({ quoted: quoted !== null, lines: [content] })
  }
  return runs
}

const token =
  /`(?<code>[^`\n]+)`|<(?<reference>[^<>\n]+)>|(?<![\p{L}\p{N}])(?<mark>[*_~])(?=\S)(?<marked>[^\n]*?\S)\k<mark>(?![\p{L}\p{N}])|(?<address>https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)])/gu

function inline(text, style, verbatim) {
  const words = []
  let from = 0
  const say = to => to > from && words.push(word(plain(text.slice(from, to)), style))
  for (const found of text.matchAll(token)) {
    const { code, reference, mark, marked, address } = found.groups
    if (address !== undefined && verbatim) continue
    say(found.index)
    from = found.index + found[0].length
    if (code !== undefined) words.push(word(plain(code), { ...style, code: true }))
    else if (reference !== undefined) words.push(refer(reference, style))
    else if (address !== undefined) words.push(withStyle({ type: 'link', url: plain(address) }, style))
    else words.push(...inline(marked, { ...style, [marks[mark]]: true }, verbatim))
  }
  say(text.length)
  return words
}

function refer(reference, style) {
  const bar = reference.indexOf('|')
  const target = bar < 0 ? reference : reference.slice(0, bar)
  const label = bar < 0 ? undefined : plain(reference.slice(bar + 1))
  return withStyle(referred(target, label), style)
}

function referred(target, label) {
  if (target.startsWith('@')) return { type: 'user', user_id: target.slice(1) }
  if (target.startsWith('#')) return { type: 'channel', channel_id: target.slice(1) }
  const group = /^!subteam\^(\w+)/.exec(target)
  if (group) return { type: 'usergroup', usergroup_id: group[1] }
  const date = /^!date\^(\d+)\^([^^]+)(?:\^(.+))?$/.exec(target)
  if (date) {
    const [, timestamp, format, url] = date
    return { type: 'date', timestamp: Number(timestamp), format, fallback: label, ...(url && { url }) }
  }
  if (target.startsWith('!')) return { type: 'broadcast', range: target.slice(1) }
  return { type: 'link', url: plain(target), ...(label !== undefined && { text: label }) }
}

const word = (text, style) => withStyle({ type: 'text', text }, style)
const withStyle = (element, style = {}) => (Object.keys(style).length > 0 ? { ...element, style } : element)
