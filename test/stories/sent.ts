import type { Message } from '../../blocks/message.ts'
import type { Received } from '../../sandbox/slack/endpoint.ts'
import { live } from '../blocks/check.ts'
import { objects } from '../blocks/reading.ts'

// biome-ignore lint/suspicious/noExplicitAny: what was sent, whatever it is
type Json = any

const read = (value: Json): Json =>
  typeof value === 'string' && /^[[{]/.test(value) ? JSON.parse(value) : value

/** Whom Belay may ping, and who may be spoken to. */
export const anybody = /[UW]0[A-Z0-9]+|S0[A-Z0-9]+/
/** Those of the ladder: everybody else only somebody outside has named. */
const ours = /U0ANA|U0BEN|U0CARA|S0GROUP(?!0\|)/
const notSeen =
  /[\u202A-\u202E\u2066-\u2069\u200B\u200E\u200F\u061C\uFEFF\u{E0000}-\u{E007F}\u2028\u2029]|(?!\n)\p{Cc}|\p{Cs}/u
const poses = /[\p{L}\p{N}][.．。｡․]\p{L}{2}|:\/\//u

/** What in a call to Slack's Web API is alive that somebody outside has written. */
export function alive({ method, args }: Received, mentioned = ours): string[] {
  const { text = '', view, initial_comment: comment } = args as Record<string, Json>
  const blocks: Json[] = read(args.blocks) ?? read(view)?.blocks ?? []
  if (!/^(chat\.(post|update)|response_url|views|files\.complete)/.test(method)) return []
  const said = { text: String(comment ?? text), blocks } as Message
  const acted = live(said).filter(found => !mentioned.test(found) && !found.includes(' → '))
  const shown = [...objects(blocks)].flatMap(({ text, url, label }: Json) => [text, url, label])
  const hidden = [said.text, ...shown].filter(one => typeof one === 'string' && notSeen.test(one))
  return [...acted, ...hidden.map(one => `not seen in ${JSON.stringify(one)}`), ...lies(blocks)]
}

/** Links that say they lead elsewhere, and those that lead to more than an address of the web. */
function lies(blocks: Json[]): string[] {
  const links = [...objects(blocks)].filter(({ type }: Json) => type === 'link')
  return links
    .filter(({ text, url }: Json) => {
      const address = new URL(url)
      const isWeb = /^https?:$/.test(address.protocol) && address.username + address.password === ''
      return !isWeb || (poses.test(text) && text !== address.host)
    })
    .map(({ text, url }: Json) => `${text} leads to ${url}`)
}
