import { inWords } from '../src/domain/duration.ts'
import { patienceMs } from '../src/domain/run/clocks.ts'
import type { Run } from '../src/domain/run/run.ts'
import type { Step } from '../src/domain/run/step.ts'
import { buttons } from './button.ts'
import { limits } from './limits.ts'
import type { Message } from './message.ts'
import { nameOf } from './people.ts'
import { mrkdwnWords, richText, user, type Word, words } from './rich.ts'
import { unseenInWords } from './run.ts'
import { declinedBy } from './run-facts.ts'
import { runHeadline, titleOf } from './run-headline.ts'
import { extending } from './run-open.ts'
import { clipMrkdwn } from './text.ts'
import { atNear } from './time.ts'

/** How many mentions fit into one section, with room to spare. */
const mentions = 100

/** Asks those who may approve a change to look at its message, which stands above: what pings them for it. */
export const pingMessage = (run: Run, users: string[]): Message =>
  mentioning(users, words(`${nameOf(run.requestedBy)} asks for your yes or no: ${titleOf(run)}`))

/** Tells whoever asked for a change that it was declined, by whom and why. */
export const declinedMessage = (run: Run): Message =>
  mentioning(toRequester(run), words(`${titleOf(run)}: `, declinedBy(run)))

/** Tells whoever asked for a change that a step of it comes no further. */
export const stalledMessage = (run: Run, step: Step): Message =>
  mentioning(
    toRequester(run),
    words(
      `⚠️ No progress in ${inWords(patienceMs(step))}: ${titleOf(run)}. Belay goes on looking. What is known, and what can be done, stands in its message.`,
    ),
  )

/** Tells whoever wanted a change, or of one by a schedule everybody, that what Belay did by itself came to nothing. */
export const cameToNothingMessage = (run: Run): Message =>
  mentioning(
    run.wantedBy?.id === undefined ? [] : [run.wantedBy.id],
    words(`${runHeadline(run)}. What is known, and what can be done, stands in its message.`),
  )

/** Tells whoever asked for a change that nobody sees how far it is. */
export const unseenMessage = (run: Run, why: string): Message =>
  mentioning(toRequester(run), words(`${titleOf(run)}: ${unseenInWords(why)}`))

/** Tells whoever asked for a change for a while that it is taken back soon. */
export function undoSoonMessage(run: Run): Message {
  const message = mentioning(
    toRequester(run),
    words('Taken back ', atNear(run.undo!.at, run.stateAt), `: ${titleOf(run)}`),
  )
  return { ...message, blocks: [...message.blocks, ...buttons(extending(run))] }
}

const toRequester = ({ requestedBy: { id } }: Run): string[] => (id === undefined ? [] : [id])

/** What a ping becomes once nobody is asked any more. */
export const pingOver = (run: Run): Message => {
  const over = `Nobody is asked any more: ${titleOf(run)}`
  return { text: clipMrkdwn(mrkdwnWords(words(over))), blocks: [richText([{ words: words(over) }])] }
}

function mentioning(users: string[], line: Word[]): Message {
  const whom = users.slice(0, mentions).flatMap((id): (Word | string)[] => [user(id), ' '])
  const text = mrkdwnWords(words(...whom, line))
  return {
    text: clipMrkdwn(text),
    blocks: [
      {
        type: 'section',
        text: { type: 'mrkdwn', text: clipMrkdwn(text, limits.section), verbatim: true },
      },
    ],
  }
}
