import { inWords } from '../src/domain/duration.ts'
import { patienceMs } from '../src/domain/run/clocks.ts'
import { currentStep, type Run } from '../src/domain/run/run.ts'
import { clip, limits, shown } from './limits.ts'
import type { Message } from './message.ts'
import { names } from './people.ts'
import { bold, clipLines, dotted, type Line, richText, type Word, words } from './rich.ts'
import { runActions } from './run-actions.ts'
import { approvedBy, askedBy, declinedBy, stoppedBy, timing } from './run-facts.ts'
import { runHeadline } from './run-headline.ts'
import { listedBackups, logged, printed } from './run-output.ts'
import { callLines, nextLines, shiftLines, warningLines } from './run-planned.ts'
import { runSteps } from './run-steps.ts'
import { clipMrkdwn, mrkdwn, oneLine } from './text.ts'
import { timeNear } from './time.ts'

/** What is shown of a run besides itself, where it is known. */
export interface RunView {
  /** Names of those who may approve it: never whoever asked. */
  approvers: string[]
}

/** Once it has begun, so much of the text is about what was asked for, and so much about its steps. */
const half = limits.messageBody / 2

/** The one message that stands for a run, edited in place from the asking to the end. */
export function runMessage(run: Run, view: RunView): Message {
  const headline = runHeadline(run)
  const most = run.startedAt === undefined ? limits.messageBody : half
  return {
    text: clipMrkdwn(mrkdwn(headline)),
    blocks: [
      richText(clipLines(lines(run, headline, view), most)),
      ...runSteps(run, half),
      ...printed(run),
      ...listedBackups(run),
      ...logged(run),
      ...runActions(run),
    ],
  }
}

function lines(run: Run, headline: string, view: RunView): Line[] {
  const { plan } = run
  const isAsking = run.state === 'proposed'
  const shifts = isAsking ? shiftLines(run) : shiftLines(run, false)
  const head: Line[] = [{ words: [bold(headline)] }, ...shifts]
  const asked: Line = { words: dotted(askedBy(run), approvedBy(run), declinedBy(run), stoppedBy(run)) }
  if (isAsking)
    return [
      ...head,
      ...callLines(run),
      ...(plan.now.length > 0
        ? [{ words: dotted(words(`Now ${plan.now.map(oneLine).join(' · ')}`), timing(run)) }]
        : []),
      ...warningLines(plan),
      asked,
      { words: waiting(run, view) },
    ]
  const why = run.why ?? run.waits
  const ended = why === undefined ? [] : [{ words: words(clip(oneLine(why), shown.why)) }]
  const time = timing(run)
  const next = run.state === 'succeeded' ? nextLines(plan) : []
  return [...head, ...ended, ...stalled(run), ...next, asked, ...(time.length > 0 ? [{ words: time }] : [])]
}

/** That it comes no further, or that this cannot be seen, for as long as it is so. */
function stalled(run: Run): Line[] {
  const step = run.state === 'running' ? run.steps[currentStep(run) ?? -1] : undefined
  return [
    ...(step?.unseen === undefined ? [] : [{ words: words(unseenInWords(step.unseen)) }]),
    ...(step?.stalled ? [{ words: words(`⚠️ No progress in ${inWords(patienceMs(step))}`) }] : []),
  ]
}

/** Why nobody sees how far it is, and that this stops nothing. */
export const unseenInWords = (why: string): string =>
  `⚠️ Belay cannot see how far it is: ${clip(oneLine(why), shown.why)} It goes on, and Belay looks again every 10 s.`

/** For whose yes it waits, and until when. */
export function waiting(
  { expiresAt, requestedAt, required, approvals }: Run,
  { approvers }: RunView,
): Word[] {
  const left = required - approvals.length
  const needs = left > 1 ? `Needs ${left} approvals until ` : 'Until '
  const who =
    approvers.length > 0
      ? `may approve: ${names(approvers)}`
      : 'nobody may approve it: the system file names no other approver'
  return words(needs, timeNear(expiresAt, requestedAt), ` · ${who}`)
}
