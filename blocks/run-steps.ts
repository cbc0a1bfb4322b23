import type { PlanBlock, TaskCardBlock } from '@slack/types'
import { counted } from '../src/domain/counted.ts'
import { standsSince } from '../src/domain/run/clocks.ts'
import { isOver, type Run } from '../src/domain/run/run.ts'
import type { Progress, Step } from '../src/domain/run/step.ts'
import { clip, shown } from './limits.ts'
import { clipLines, dotted, type Line, link, richText, words } from './rich.ts'
import { oneLine } from './text.ts'
import { time } from './time.ts'

const statuses: Record<Step['state'], TaskCardBlock['status']> = {
  waiting: 'pending',
  starting: 'in_progress',
  started: 'in_progress',
  done: 'complete',
  failed: 'error',
  doubtful: 'error',
}

/** A run's steps, once it has begun, in so many characters of detail at most. */
export function runSteps(run: Run, most: number): PlanBlock[] {
  if (run.startedAt === undefined) return []
  const done = run.steps.filter(({ state }) => state === 'done').length
  return [
    {
      type: 'plan',
      title: `${done} of ${counted(run.steps.length, 'step')} done`,
      tasks: run.steps.map((step, i) => task(step, i, run, most / run.steps.length)),
    },
  ]
}

function task(step: Step, i: number, run: Run, most: number): TaskCardBlock {
  const { call, state, why, progress } = step
  const isLetGo = isOver(run)
  const details = [
    ...(progress && state !== 'waiting'
      ? progressLines(step, progress, state === 'started' && !isLetGo)
      : []),
    // What is so of the whole run stands above.
    ...(why === undefined || why === run.why ? [] : [{ words: words(clip(oneLine(why), shown.why)) }]),
  ]
  return {
    type: 'task_card',
    task_id: `${run.id}-${i}`,
    title: clip(oneLine(`${call.action} ${call.on}, ${call.sets}`), shown.title),
    // What was let go is not under way for anybody any more.
    status: isLetGo && statuses[state] === 'in_progress' ? 'error' : statuses[state],
    ...(details.length > 0 && { details: richText(clipLines(details, most)) }),
  }
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
