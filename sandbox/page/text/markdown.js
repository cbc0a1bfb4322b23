import { h } from '../dom.js'
import { link } from '../words.js'

/** The Markdown of `markdown` blocks, of files and of the tour: headings, lists, quotes, code, tables, emphasis, links. */
export function markdown(text) {
  const lines = text.split('\n')
  const shown = []
  for (let at = 0; at < lines.length; ) {
    const block = kinds.find(({ starts }) => starts.test(lines[at]))
    let end = at + 1
    while (end < lines.length && block.goesOn(lines[end], lines.slice(at, end))) end++
    const node = block.show(lines.slice(at, end))
    if (node) shown.push(node)
    at = end
  }
  return shown
}

const item = /^\s*(?:[-*+]|\d+[.)])\s+/
const kinds = [
  { starts: /^\s*$/, goesOn: () => false, show: () => undefined },
  {
    starts: /^```/,
    goesOn: (_, before) => before.length === 1 || !before.at(-1).startsWith('```'),
    show: lines =>
      h(
        'pre',
        {},
        lines
          .slice(1)
          .filter((line, i, all) => i < all.length - 1 || !line.startsWith('```'))
          .join('\n'),
      ),
  },
  {
    starts: /^#{1,6}\s/,
    goesOn: () => false,
    show: ([line]) =>
      h(`h${Math.min(6, /^#+/.exec(line)[0].length + 2)}`, {}, inline(line.replace(/^#+\s+/, ''))),
  },
  { starts: /^\s*(?:-{3,}|\*{3,})\s*$/, goesOn: () => false, show: () => h('hr') },
  {
    starts: /^\s*>/,
    goesOn: line => /^\s*>/.test(line),
    show: lines => h('blockquote', {}, markdown(lines.map(line => line.replace(/^\s*> ?/, '')).join('\n'))),
  },
  { starts: /^\s*\|/, goesOn: line => /^\s*\|/.test(line), show: table },
  {
    starts: item,
    goesOn: line => item.test(line) || /^\s{2,}\S/.test(line),
    show: lines => {
      const items = []
      for (const line of lines) {
        if (item.test(line)) items.push(line.replace(item, ''))
        else items[items.length - 1] += ` ${line.trim()}`
      }
      return h(
        /^\s*\d/.test(lines[0]) ? 'ol' : 'ul',
        {},
        items.map(one => h('li', {}, checkbox(one))),
      )
    },
  },
  {
    starts: /./,
    goesOn: line => line.trim() !== '' && !/^(?:#{1,6}\s|```|\s*[>|])/.test(line) && !item.test(line),
    show: lines => h('p', {}, inline(lines.join('\n'))),
  },
]

const checkbox = text => {
  const box = /^\[([ xX])\]\s+/.exec(text)
  return box ? [box[1] === ' ' ? '☐ ' : '☑ ', ...inline(text.slice(box[0].length))] : inline(text)
}

function table(lines) {
  const cells = line =>
    line
      .trim()
      .replace(/^\||\|$/g, '')
      .split(/(?<!\\)\|/)
      .map(cell => inline(cell.trim().replaceAll('\\|', '|')))
  const rows = lines.filter(line => !/^[\s|:-]+$/.test(line)).map(cells)
  const [head = [], ...body] = rows
  const row = (tag, all) =>
    h(
      'tr',
      {},
      all.map(cell => h(tag, {}, cell)),
    )
  return h(
    'div',
    { class: 'scroll' },
    h(
      'table',
      {},
      h('thead', {}, row('th', head)),
      h(
        'tbody',
        {},
        body.map(all => row('td', all)),
      ),
    ),
  )
}

const token =
  /\\(?<escaped>[\\`*_{}[\]()#+!|~.<>-])|`(?<code>[^`]+)`|\[(?<label>[^\]]+)\]\((?<url>[^)\s]+)\)|(?<strong>\*\*|__)(?=\S)(?<bold>.+?)\k<strong>|(?<![\p{L}\p{N}])(?<mark>[*_])(?=\S)(?<marked>[^*_]+?)\k<mark>(?![\p{L}\p{N}])|~~(?<struck>.+?)~~|(?<address>https?:\/\/[^\s<>)]+)|(?<entity>&(?:amp|lt|gt);)/gsu
const entities = { '&amp;': '&', '&lt;': '<', '&gt;': '>' }

export function inline(text) {
  const shown = []
  let from = 0
  for (const found of text.matchAll(token)) {
    const { escaped, code, label, url, bold, marked, struck, address, entity } = found.groups
    shown.push(text.slice(from, found.index))
    from = found.index + found[0].length
    if (escaped !== undefined) shown.push(escaped)
    else if (code !== undefined) shown.push(h('code', {}, code))
    else if (url !== undefined) shown.push(link(url, label))
    else if (bold !== undefined) shown.push(h('strong', {}, inline(bold)))
    else if (marked !== undefined) shown.push(h('em', {}, inline(marked)))
    else if (struck !== undefined) shown.push(h('s', {}, inline(struck)))
    else if (address !== undefined) shown.push(link(address, address))
    else shown.push(entities[entity])
  }
  shown.push(text.slice(from))
  return shown.filter(part => part !== '')
}
