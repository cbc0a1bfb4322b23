import type {
  RichTextBlock,
  RichTextDate,
  RichTextLink,
  RichTextQuote,
  RichTextSection,
  RichTextText,
  RichTextUsergroupMention,
  RichTextUserMention,
} from '@slack/types'
import { clip, limits, shown } from './limits.ts'
import { mrkdwn, oneLine, visible } from './text.ts'
import { utc } from './time.ts'

/** A piece of a line. Slack parses nothing within its text, whoever wrote it. */
export type Word = RichTextText | RichTextDate | RichTextLink | RichTextUserMention | RichTextUsergroupMention

/** One line, and what somebody wrote at length, quoted below it. */
export interface Line {
  words: Word[]
  quote?: string
}

/** A line of words; strings may come from outside. A space around a string is kept, it separates. */
export const words = (...parts: (string | Word | Word[])[]): Word[] =>
  parts.flatMap(part => (typeof part === 'string' ? (part === '' ? [] : [plain(part)]) : part))

function plain(text: string): RichTextText {
  const middle = text.trim()
  if (middle === '' && /^ +$/.test(text)) return { type: 'text', text }
  const before = text.startsWith(' ') ? ' ' : ''
  const after = text.endsWith(' ') ? ' ' : ''
  return { type: 'text', text: `${before}${oneLine(middle)}${after}` }
}

export const bold = (text: string): Word => ({ ...plain(text), style: { bold: true } })
export const code = (text: string): Word => ({ ...plain(text), style: { code: true } })

/** Joins the parts that are there with a middle dot. */
export const dotted = (...parts: Word[][]): Word[] =>
  parts.filter(part => part.length > 0).flatMap((part, i) => (i === 0 ? part : [...words(' · '), ...part]))

/** Links side by side, as many as anybody reads. */
export const links = (all: readonly { label: string; url: string }[]): Word[] =>
  dotted(...all.slice(0, shown.links).map(({ label, url }) => [link(label, url)]))

/** Never more text than `max`, cut at the end. */
export function clipWords(line: Word[], max: number): Word[] {
  let left = max
  const kept: Word[] = []
  for (const word of line) {
    if (left <= 0) break
    kept.push(word.type === 'text' ? { ...word, text: clip(word.text, left) } : word)
    left -= plainWords([word]).length
  }
  return kept
}

/** As they are where they fit into `max` characters together; else the long ones are clipped, all to the same length. */
export function clipLines(lines: Line[], max: number): Line[] {
  let share: number = limits.section
  let left = max
  const lengths = lines.map(({ words }) => plainWords(words).length).sort((a, b) => a - b)
  for (const [i, length] of lengths.entries()) {
    const fair = Math.floor(left / (lengths.length - i))
    if (length > fair) {
      share = Math.min(share, fair)
      break
    }
    left -= length
  }
  return lines.map(line => ({ ...line, words: clipWords(line.words, share) }))
}

export function richText(lines: Line[]): RichTextBlock {
  const elements: (RichTextSection | RichTextQuote)[] = []
  for (const { words, quote } of lines) {
    const last = elements.at(-1)
    if (last?.type === 'rich_text_section') last.elements.push({ type: 'text', text: '\n' }, ...words)
    else elements.push({ type: 'rich_text_section', elements: [...words] })
    if (quote !== undefined)
      elements.push({ type: 'rich_text_quote', elements: [{ type: 'text', text: visible(quote) }] })
  }
  return { type: 'rich_text', elements }
}

function plainWord(word: Word): string {
  switch (word.type) {
    case 'text':
      return word.text
    case 'date':
      return word.fallback ?? utc(word.timestamp * 1000)
    case 'link':
      return word.text ?? word.url
    case 'user':
      return `@${word.user_id}`
    case 'usergroup':
      return `@${word.usergroup_id}`
  }
}

function mrkdwnWord(word: Word): string {
  switch (word.type) {
    case 'date':
      return `<!date^${word.timestamp}^${word.format}|${word.fallback}>`
    case 'user':
      return `<@${word.user_id}>`
    case 'usergroup':
      return `<!subteam^${word.usergroup_id}>`
    case 'text':
    case 'link':
      return mrkdwn(plainWord(word))
  }
}

/** The words as they read without Slack, times in UTC. */
export const plainWords = (line: Word[]): string => line.map(plainWord).join('')

/** The words where Slack insists on mrkdwn. A mention or a time stays one; a link becomes its text. */
export const mrkdwnWords = (line: Word[]): string => line.map(mrkdwnWord).join('')

/** A link with its label, if the address is one that may be linked; else the label alone. A label cannot pose as another address, whichever dots it has. */
export function link(label: string, url: string): Word {
  const address = URL.canParse(url) ? new URL(url) : undefined
  const safe =
    address && /^https?:$/.test(address.protocol) && !address.username && !address.password
      ? address
      : undefined
  if (!safe || safe.href.length > limits.url) return { type: 'text', text: clip(oneLine(label), 80) }
  const posing = /:\/\/|[\p{L}\p{N}][.․。．｡]\p{L}{2,}|www[.․。．｡]/u.test(label)
  return {
    type: 'link',
    url: safe.href.replaceAll('|', '%7C'),
    text: posing ? safe.host : clip(oneLine(label), 80),
  }
}

/** Pings this Slack user; an id that is none is shown as text. */
export const user = (id: string): Word =>
  /^[UW][A-Z0-9]{2,}$/.test(id) ? { type: 'user', user_id: id } : { type: 'text', text: oneLine(id) }

/** Pings everybody in this user group. */
export const group = (id: string): Word =>
  /^S[A-Z0-9]{2,}$/.test(id) ? { type: 'usergroup', usergroup_id: id } : { type: 'text', text: oneLine(id) }
