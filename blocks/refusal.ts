import { buttons, type Offer } from './button.ts'
import { clip, limits } from './limits.ts'
import type { Message } from './message.ts'
import { type Line, richText, words } from './rich.ts'
import { clipMrkdwn, mrkdwn, visible } from './text.ts'

/** Why not, and what to do instead. */
export const refusal = (message: string, offers: Offer[] = []): Message => said(message, offers)

/** A short answer for the person who asked. */
export function said(text: string, offers: Offer[] = []): Message {
  const whole = clip(visible(text), limits.section)
  const lines: Line[] = whole.split('\n').map(line => ({ words: words(line || ' ') }))
  return { text: clipMrkdwn(mrkdwn(whole)), blocks: [richText(lines), ...buttons(offers.slice(0, 5))] }
}
