import type { Run } from '../src/domain/run/run.ts'
import { limits } from './limits.ts'
import type { Message } from './message.ts'
import { nameOf } from './people.ts'
import { bold, clipLines, dotted, type Line, link, richText, type Word, words } from './rich.ts'
import { type RunView, waiting } from './run.ts'
import { decisions } from './run-actions.ts'
import { approvedBy, askedBy, declinedBy } from './run-facts.ts'
import { titleOf } from './run-headline.ts'
import { callLines, shiftLines, warningLines } from './run-planned.ts'
import { clipMrkdwn, mrkdwn, oneLine } from './text.ts'

/** What somebody needs who is told of a run apart from its message: whose it is, and where to look. */
export interface RunHome {
  /** The system's title. */
  title: string
  /** Permalinks: of its message, and of its incident's card. */
  message?: string | undefined
  incident?: string | undefined
}

/** Asks one person in a direct message to say yes or no. */
export function approvalAsked(run: Run, home: RunHome, view: RunView): Message {
  const heading = `🟡 ${oneLine(home.title)}: ${nameOf(run.requestedBy)} asks to ${titleOf(run)}`
  return told(
    heading,
    [
      ...shiftLines(run),
      ...callLines(run),
      ...warningLines(run.plan),
      { words: askedBy(run, home.incident) },
      { words: dotted(waiting(run, view), toMessage(home)) },
    ],
    decisions(run),
  )
}

/** What a message that asked somebody to approve becomes once nobody is asked any more. */
export function alreadyAnswered(run: Run): Message {
  const over = `Nothing left to do for you: ${titleOf(run)}`
  const how = run.breakGlass ? words('they went ahead alone') : dotted(approvedBy(run), declinedBy(run))
  return {
    text: clipMrkdwn(mrkdwn(over)),
    blocks: [richText([{ words: dotted(words(over), how) }])],
  }
}

/** Tells those who could have approved that somebody goes ahead alone. */
export function glassBroken(run: Run, home: RunHome): Message {
  return told(`⚠️ ${oneLine(home.title)}, without a second person: ${titleOf(run)}`, [
    ...shiftLines(run),
    ...callLines(run),
    { words: dotted(askedBy(run, home.incident), approvedBy(run)) },
    { words: dotted(words('It can be followed, and cancelled, where it was asked for.'), toMessage(home)) },
  ])
}

const toMessage = ({ message }: RunHome): Word[] =>
  message === undefined ? [] : [link('Look at it', message)]

const told = (heading: string, lines: Line[], actions: Message['blocks'] = []): Message => ({
  text: clipMrkdwn(mrkdwn(heading)),
  blocks: [richText(clipLines([{ words: [bold(heading)] }, ...lines], limits.messageCharacters)), ...actions],
})
