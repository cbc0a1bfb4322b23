import type { ActionsBlock } from '@slack/types'
import { actions, buttons, menu, type Offer } from './button.ts'
import { clip, limits } from './limits.ts'
import type { Message } from './message.ts'
import { type Line, richText, words } from './rich.ts'
import { clipMrkdwn, mrkdwn, visible } from './text.ts'

/** Why not, and what to do instead. */
export const refusal = (message: string, offers: Offer[] = []): Message => said(message, offers)

/** So many buttons; more choices than that are a menu, where their commands fit into one. */
const mostButtons = 5

/** A short answer for the person who asked. */
export function said(text: string, offers: Offer[] = []): Message {
  const whole = clip(visible(text), limits.section)
  const lines: Line[] = whole.split('\n').map(line => ({ words: words(line || ' ') }))
  const message = (choices: ActionsBlock[]): Message => ({
    text: clipMrkdwn(mrkdwn(whole)),
    blocks: [richText(lines), ...choices],
  })
  if (offers.length <= mostButtons) return message(buttons(offers))
  const fits =
    offers.length <= limits.selectOptions &&
    offers.every(({ command }) => command.length <= limits.optionValue)
  if (fits) return message(actions([menu('Choose one', offers)]))
  lines.push({ words: words(`and ${offers.length - mostButtons} more, to be typed`) })
  return message(buttons(offers.slice(0, mostButtons)))
}
