import type { Run } from '../src/domain/run/run.ts'
import type { Message } from './message.ts'
import { bold, dotted, richText, words } from './rich.ts'
import { approvedBy, askedBy, callLines, shiftLines } from './run-facts.ts'
import { clipMrkdwn, mrkdwn } from './text.ts'

/** What a message that asked somebody to approve becomes once nobody is asked any more. */
export function alreadyAnswered(run: Run): Message {
  const over = `Nothing left to do for you: ${run.plan.title}`
  const how = run.breakGlass ? words('they went ahead alone') : approvedBy(run)
  return {
    text: clipMrkdwn(mrkdwn(over)),
    blocks: [richText([{ words: dotted(words(over), how) }])],
  }
}

/** Tells those who could have approved that somebody goes ahead alone. */
export function glassBroken(run: Run): Message {
  const heading = `⚠️ without a second person: ${run.plan.title}`
  return {
    text: clipMrkdwn(mrkdwn(heading)),
    blocks: [
      richText([
        { words: [bold(heading)] },
        ...shiftLines(run),
        ...callLines(run),
        { words: dotted(askedBy(run), approvedBy(run)) },
        { words: words('It can be followed, and cancelled, where it was asked for.') },
      ]),
    ],
  }
}
