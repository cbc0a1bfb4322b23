import type { PlainTextElement } from '@slack/types'
import { unseen } from '../src/domain/unseen.ts'
import { clip, limits } from './limits.ts'

/** Text from outside as it can be seen: without invisible characters, and never empty, which Slack refuses. */
export function visible(text: string): string {
  const seen = text
    .replace(/\r\n?|[\u2028\u2029\u0085]/gu, '\n')
    .replace(/\t/g, ' ')
    .replace(unseen, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return seen || '(no text)'
}

/** The same on one line: a line break from outside must not begin a line that looks like Belay's. */
export const oneLine = (text: string): string => visible(text).replace(/ \s+|[^\S ]\s*/gu, ' ')

/** Slack parses nothing in this: the place for text from outside. Also without `:emoji:`. */
export const plainText = (text: string, max: number): PlainTextElement => ({
  type: 'plain_text',
  text: clip(visible(text), max),
  emoji: false,
})

const lookalikes: Record<string, string> = { '*': '∗', '~': '∼', '`': 'ˋ' }
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const wordJoiner = '\u2060'

/**
 * Text from outside where Slack insists on mrkdwn, the notification's `text`: escaped, and with formatting characters
 * replaced by ones that look alike, since mrkdwn has no escape for them. A word joiner, which is not seen, keeps
 * mentions, addresses and emoji codes from being recognised.
 */
export const mrkdwn = (text: string): string =>
  text
    .replace(unseen, '')
    .replace(/[*~`]/g, mark => lookalikes[mark]!)
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, 'ˍ')
    .replace(/[&<>]/g, sign => entities[sign]!)
    .replace(/([@#])(?=[\p{L}\p{N}])/gu, `$1${wordJoiner}`)
    .replace(/:\/\//g, `:${wordJoiner}//`)
    .replace(/\b(mailto|tel):/gi, `$1${wordJoiner}:`)
    .replace(/:(?=[\w+'-]+:)/g, `:${wordJoiner}`)

/** `mrkdwn` in at most the notification's characters, cut where nothing of Belay's own is cut in two. */
export function clipMrkdwn(text: string, max: number = limits.text): string {
  if (text.length <= max) return text
  return `${text.slice(0, max - 1).replace(/<[^>]*$|&[a-z]{0,3}$|[\uD800-\uDBFF]$/u, '')}…`
}
