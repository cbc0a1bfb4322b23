/** One word of a command line, or one quoted text. `from` and `to` say where it stands in the line. */
export interface Word {
  /** What it stands for: a user's id, a link's address, the inside of the quotes. */
  value: string
  /** As a part of a sentence: a user's name, a link with its label, quotes kept. */
  prose: string
  quoted: boolean
  /** It begins with a quote that nothing closes, and was read as a word like any other. */
  unclosed: boolean
  /** `--name=` before the value. */
  head: string
  /** The space before it. */
  gap: string
  from: number
  to: number
}

const doubles = '"“”„'
const singles = "'‘"
const headHere = /(?:--|[—–]{1,2})[A-Za-z][\w-]*=/y
/** What Slack writes for a user, channel, group or link; its label may hold spaces. */
const entity = /<([@#!]?)((?:(?<=[@#!])[A-Za-z][\w^]*)|(?:https?:|mailto:|tel:)[^<>|\s]*)(?:\|([^<>]*))?>/g
const entityHere = new RegExp(entity.source, 'y')

/**
 * Cuts a line into words and quoted texts. Apostrophes and quotes within a word are letters like any other, and so is a
 * single quote that nothing closes: 'cause.
 */
export function tokenize(line: string): Word[] {
  const words: Word[] = []
  /** Kinds of closing quotes that are not in the line any more: they are looked for to its end once. */
  const spent = new Set<string>()
  let to = 0
  for (let at = afterSpace(line, to); at < line.length; at = afterSpace(line, to)) {
    headHere.lastIndex = at
    const head = headHere.exec(line)?.[0] ?? ''
    const start = at + head.length
    const sign = line[start] ?? ' '
    const quoted = (doubles + singles).includes(sign) ? quotedAt(line, start, spent) : undefined
    const unclosed = doubles.includes(sign) && quoted === undefined
    const word = quoted ?? wordAt(line, start)
    const prose = inProse(line.slice(at, word.to))
    words.push({ ...word, unclosed, prose, head, gap: line.slice(to, at), from: at })
    to = word.to
  }
  return words
}

/** Writes a text so that it is read back as one value, whatever is in it. */
export function quote(text: string): string {
  const escaped = text.replace(/[\\"]/g, '\\$&').replace(/[&<>]/g, sign => escapes[sign]!)
  return `"${escaped}"`
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const unescaped = (text: string) =>
  text.replace(/&(amp|lt|gt);/g, (_, name) => ({ amp: '&', lt: '<', gt: '>' })[name as 'amp' | 'lt' | 'gt'])

function afterSpace(line: string, from: number): number {
  let at = from
  while (at < line.length && /\s/.test(line[at]!)) at++
  return at
}

function wordAt(line: string, from: number) {
  let to = from
  while (to < line.length && !/\s/.test(line[to]!)) {
    entityHere.lastIndex = to
    to += entityHere.exec(line)?.[0].length ?? 1
  }
  const raw = line.slice(from, to)
  const [alone] = raw.matchAll(entity)
  const value = alone?.[0] === raw ? unescaped(meaning(alone)) : inProse(raw)
  return { value, quoted: false, to }
}

function quotedAt(line: string, from: number, spent: Set<string>) {
  const end = closing(line, from, spent)
  if (end === undefined) return undefined
  const value = inProse(line.slice(from + 1, end).replace(/\\([\\"])/g, '$1'))
  return { value, quoted: true, to: end + 1 }
}

/** A quote closes before a space or the end; a phone may open it straight and close it curly. */
function closing(line: string, from: number, spent: Set<string>): number | undefined {
  for (const closers of closersOf(line[from]!).filter(kind => !spent.has(kind))) {
    for (let at = from + 1; at < line.length; at++) {
      if (line[at] === '\\' && /[\\"]/.test(line[at + 1] ?? '')) at++
      else if (closers.includes(line[at]!) && /^(?:\s|$)/.test(line.slice(at + 1, at + 2))) return at
    }
    spent.add(closers)
  }
  return undefined
}

function closersOf(opener: string): string[] {
  if (singles.includes(opener)) return ["'’"]
  return opener === '"' ? ['"', '”“'] : ['”“', '"']
}

/** What Slack sent, as a person reads it: names for users and channels, addresses for links, no entities. */
export const inProse = (raw: string): string =>
  unescaped(
    raw.replace(entity, (whole, sign: string, target: string, label: string | undefined) => {
      if (sign) return `${sign === '#' ? '#' : '@'}${label?.replace(/^@/, '') ?? target}`
      const address = meaning([whole, sign, target])
      return !label || address.endsWith(label) ? address : `${label} (${address})`
    }),
  )

function meaning([, sign, target, label]: readonly (string | undefined)[]): string {
  if (sign === '!') return `@${label?.replace(/^@/, '') ?? target}`
  return target!.replace(/^(?:mailto|tel):/, '')
}
