import type { Run } from '../src/domain/run/run.ts'
import { limits } from './limits.ts'
import type { Message } from './message.ts'
import { bold, clipLines, dotted, type Line, richText, words } from './rich.ts'
import { approvedBy, askedBy, callLines, shiftLines, titleOf } from './run-facts.ts'
import { clipMrkdwn, mrkdwn } from './text.ts'

/** What a message that asked somebody to approve becomes once nobody is asked any more. */
export function alreadyAnswered(run: Run): Message {
  const over = `Nothing left to do for you: ${titleOf(run)}`
  const how = run.breakGlass ? words('they went ahead alone') : approvedBy(run)
  return {
    text: clipMrkdwn(mrkdwn(over)),
    blocks: [richText([{ words: dotted(words(over), how) }])],
  }
}

/** Tells those who could have approved that somebody goes ahead alone. */
export function glassBroken(run: Run): Message {
  const heading = `⚠️ without a second person: ${titleOf(run)}`
  const lines: Line[] = [
    { words: [bold(heading)] },
    ...shiftLines(run),
    ...callLines(run),
    { words: dotted(askedBy(run), approvedBy(run)) },
    { words: words('It can be followed, and cancelled, where it was asked for.') },
  ]
  return {
    text: clipMrkdwn(mrkdwn(heading)),
    blocks: [richText(clipLines(lines, limits.messageCharacters))],
  }
}
