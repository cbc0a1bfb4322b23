import type { PlanBlock, RichTextBlock, TaskCardBlock } from '@slack/types'
import { backupsIn } from '../src/domain/backups.ts'
import { counted } from '../src/domain/counted.ts'
import { inWords } from '../src/domain/duration.ts'
import { patienceMs, standsSince } from '../src/domain/run/clocks.ts'
import { currentStep, isOver, type Run } from '../src/domain/run/run.ts'
import type { Progress, Step } from '../src/domain/run/step.ts'
import { clip, limits, shown } from './limits.ts'
import type { Message } from './message.ts'
import { names } from './people.ts'
import { preformatted } from './reading.ts'
import { bold, clipLines, dotted, type Line, link, richText, type Word, words } from './rich.ts'
import { runActions } from './run-actions.ts'
import { approvedBy, askedBy, callLines, declinedBy, shiftLines, stoppedBy, timing } from './run-facts.ts'
import { runHeadline } from './run-headline.ts'
import { clipMrkdwn, mrkdwn, oneLine } from './text.ts'
import { time, timeNear } from './time.ts'

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
      ...steps(run),
      ...printed(run),
      ...listed(run),
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
      ...plan.warnings.map(warning => ({ words: words(`⚠️ ${oneLine(warning)}`) })),
      asked,
      { words: waiting(run, view) },
    ]
  const why = run.why ?? run.waits
  const ended = why === undefined ? [] : [{ words: words(clip(oneLine(why), shown.why)) }]
  const time = timing(run)
  return [...head, ...ended, ...stalled(run), asked, ...(time.length > 0 ? [{ words: time }] : [])]
}

/** That it comes no further, for as long as it is so. */
function stalled(run: Run): Line[] {
  const step = run.state === 'running' ? run.steps[currentStep(run) ?? -1] : undefined
  return step?.stalled ? [{ words: words(`⚠️ No progress in ${inWords(patienceMs(step))}`) }] : []
}

/** For whose yes it waits, and until when. */
export function waiting(
  { expiresAt, requestedAt, required, approvals }: Run,
  { approvers }: RunView,
): Word[] {
  const left = required - approvals.length
  const wanted = left > 1 ? `${left} approvals` : 'an approval'
  const who =
    approvers.length > 0
      ? `may approve: ${names(approvers)}`
      : 'nobody may give it: the system file names no other approver'
  return words(`Waits for ${wanted} until `, timeNear(expiresAt, requestedAt), ` · ${who}`)
}

const statuses: Record<Step['state'], TaskCardBlock['status']> = {
  waiting: 'pending',
  starting: 'in_progress',
  started: 'in_progress',
  done: 'complete',
  failed: 'error',
  doubtful: 'error',
}

/** Its steps, once it has begun. */
function steps(run: Run): PlanBlock[] {
  if (run.startedAt === undefined) return []
  const done = run.steps.filter(({ state }) => state === 'done').length
  return [
    {
      type: 'plan',
      title: `${done} of ${counted(run.steps.length, 'step')} done`,
      tasks: run.steps.map((step, i) => task(step, `${run.id}-${i}`, isOver(run), half / run.steps.length)),
    },
  ]
}

function task(step: Step, id: string, isOver: boolean, most: number): TaskCardBlock {
  const { call, state, why, progress } = step
  const details = [
    ...(progress && state !== 'waiting' ? progressLines(step, progress, state === 'started' && !isOver) : []),
    ...(why === undefined ? [] : [{ words: words(clip(oneLine(why), shown.why)) }]),
  ]
  return {
    type: 'task_card',
    task_id: id,
    title: clip(oneLine(`${call.action} ${call.on}, ${call.sets}`), shown.title),
    // What was let go is not under way for anybody any more.
    status: isOver && statuses[state] === 'in_progress' ? 'error' : statuses[state],
    ...(details.length > 0 && { details: richText(clipLines(details, most)) }),
  }
}

/** The end of what its last step has printed. */
function printed({ steps }: Run): RichTextBlock[] {
  const output = steps.findLast(({ progress }) => progress?.output !== undefined)?.progress?.output
  return output?.trim() ? [preformatted(output)] : []
}

/** What there is to say of backups that it has listed. */
function listed({ state, plan, steps, endedAt = 0 }: Run): RichTextBlock[] {
  const output = steps.at(-1)?.progress?.output
  if (state !== 'succeeded' || !plan.backups || output === undefined) return []
  return [richText(backupsIn(output, plan.backups, endedAt).map(line => ({ words: words(line) })))]
}

/** The last that its service printed since it began. */
function logged({ log }: Run): RichTextBlock[] {
  if (!log) return []
  const say = (text: string) => richText([{ words: words(text) }])
  const service = clip(oneLine(log.service), shown.name)
  if ('unread' in log)
    return [say(`The log of ${service} could not be read: ${clip(oneLine(log.unread), shown.why)}`)]
  const whose = log.of === undefined ? service : `${service}, ${clip(oneLine(log.of), shown.name)}`
  return log.lines.length === 0
    ? [say(`Nothing is in the log of ${whose} since it began.`)]
    : [say(`Last in the log of ${whose}:`), preformatted(log.lines.join('\n'))]
}

/** So many of the last things that were said about a step. */
const lastSaid = 3

function progressLines(
  step: Step,
  { done, of, what, said, url, begun }: Progress,
  isUnderWay: boolean,
): Line[] {
  const counted =
    of > 0 ? [...(isUnderWay ? words(`${bar(done, of)}  `) : []), ...words(`${done} of ${of} ${what}`)] : []
  const watched = url === undefined ? [] : [link('Watch it', url)]
  const first = dotted(counted, watched)
  const last = said.slice(-lastSaid)
  // What counts nothing is at least known to have been at it for so long.
  const since =
    isUnderWay && of === 0 && typeof begun === 'string' ? words('since ', time(standsSince(step))) : []
  return [
    ...(first.length > 0 ? [{ words: first }] : []),
    ...last.map((line, i) => ({
      words: dotted(words(clip(oneLine(line), shown.title)), i === last.length - 1 ? since : []),
    })),
  ]
}

const width = 10

/** "▓▓▓▓▓▓░░░░" */
function bar(done: number, of: number): string {
  const full = Math.max(0, Math.min(width, Math.round((done / of) * width)))
  return '▓'.repeat(full) + '░'.repeat(width - full)
}
