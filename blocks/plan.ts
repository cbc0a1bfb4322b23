import type { Lasting, Plan } from '../src/domain/run/plan.ts'
import { actions, button, type Offer } from './button.ts'
import { limits } from './limits.ts'
import type { Message } from './message.ts'
import { bold, clipLines, dotted, type Line, richText, words } from './rich.ts'
import { titleOf } from './run-headline.ts'
import { callLines, shiftLines, warningLines } from './run-planned.ts'
import { clipMrkdwn, mrkdwn, oneLine } from './text.ts'

/** What would be done: nothing is asked for yet. */
export function planMessage(plan: Plan, offers: Offer[] = [], lasting: Lasting = {}): Message {
  const heading = `Would ${titleOf({ plan })}`
  const lines: Line[] = [
    { words: [bold(heading)] },
    ...shiftLines({ plan }),
    ...callLines({ plan, ...lasting }),
    ...(plan.now.length > 0 ? [{ words: dotted(...plan.now.map(line => words(oneLine(line)))) }] : []),
    ...warningLines(plan),
    { words: words('Nothing has been changed, and nobody was asked.') },
  ]
  return {
    text: clipMrkdwn(mrkdwn(heading)),
    blocks: [richText(clipLines(lines, limits.messageCharacters)), ...actions(offers.map(button))],
  }
}
