import type { Lasting, Plan } from '../src/domain/run/plan.ts'
import { actions, button, type Offer } from './button.ts'
import type { Message } from './message.ts'
import { bold, dotted, richText, words } from './rich.ts'
import { callLines, shiftLines } from './run-facts.ts'
import { clipMrkdwn, mrkdwn, oneLine } from './text.ts'

/** What would be done: nothing is asked for yet. */
export function planMessage(plan: Plan, offers: Offer[] = [], lasting: Lasting = {}): Message {
  const heading = `Would ${oneLine(plan.title)}`
  return {
    text: clipMrkdwn(mrkdwn(heading)),
    blocks: [
      richText([
        { words: [bold(heading)] },
        ...shiftLines({ plan }),
        ...callLines({ plan, ...lasting }),
        ...(plan.now.length > 0 ? [{ words: dotted(...plan.now.map(line => words(oneLine(line)))) }] : []),
        ...plan.warnings.map(warning => ({ words: words(`⚠️ ${oneLine(warning)}`) })),
        { words: words('Nothing has been changed, and nobody was asked.') },
      ]),
      ...actions(offers.map(button)),
    ],
  }
}
