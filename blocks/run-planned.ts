import { counted } from '../src/domain/counted.ts'
import { inWords } from '../src/domain/duration.ts'
import { label } from '../src/domain/incident.ts'
import { type Call, type Lasting, readable } from '../src/domain/run/plan.ts'
import type { Run } from '../src/domain/run/run.ts'
import { clip, shown } from './limits.ts'
import { code, type Line, type Word, words } from './rich.ts'
import { oneLine } from './text.ts'

/** A change that is asked for, or would be. */
type Planned = Pick<Run, 'plan'> & Lasting & { incident?: Run['incident'] | undefined }

/** What there is and what there will be, a line each: all of it for whoever is to approve it. */
export const shiftLines = ({ plan }: Pick<Run, 'plan'>, all = readable(plan)): Line[] => {
  const most = all ? plan.shifts.length : 12
  const lines = plan.shifts.slice(0, most).map(
    ({ from, to }): Line => ({
      words: from === undefined ? words(to) : words(from, '  →  ', to),
    }),
  )
  const left = plan.shifts.length - most
  return left > 0 ? [...lines, { words: words(`and ${left} more`) }] : lines
}

/** What is to be minded before a yes, a line each, and what is left to people once it is done. */
export const warningLines = (plan: Run['plan']): Line[] => [
  ...plan.warnings.map(warning => ({ words: words(`⚠️ ${oneLine(warning)}`) })),
  ...nextLines(plan),
]

export const nextLines = ({ next }: Run['plan']): Line[] =>
  next === undefined ? [] : [{ words: words(`Afterwards: ${oneLine(next)}`) }]

/** " (41 a1b2c3d → 40 9f8e7d6)", where one thing changes. */
export function shiftIn(
  { shifts: [shift, ...others] }: Pick<Run['plan'], 'shifts'>,
  most: number = shown.title,
): string {
  if (!shift || others.length > 0) return ''
  const [from, to] = [shift.from, shift.to].map(text => text && clip(oneLine(text), most))
  return ` (${from === undefined ? '' : `${from} → `}${to})`
}

/** "Will call ecs:UpdateService learnbot-production-api-gateway, task definition …:40", a line each. */
export function callLines(run: Planned): Line[] {
  const { plan } = run
  const most = readable(plan) ? plan.calls.length : 10
  const lines = [
    ...plan.calls.slice(0, most).map(
      (call, i): Line => ({
        words: words(i === 0 ? 'Will call ' : 'then ', inFull(call)),
      }),
    ),
    ...lastingLines(run),
  ]
  const left = plan.calls.length - most
  return left > 0 ? [...lines, { words: words(`and ${counted(left, 'more call')}`) }] : lines
}

/** For how long, and what takes it back then. */
function lastingLines({ plan, boxMs, untilResolved, incident }: Planned): Line[] {
  const lasts =
    boxMs !== undefined
      ? `For ${inWords(boxMs)}`
      : untilResolved && `Until ${incident ? label(incident) : 'its incident'} is over`
  const back = (plan.undo ?? []).flatMap((call, i) => words(i === 0 ? '' : ' and ', inFull(call)))
  return lasts ? [{ words: words(`${lasts}, then `, back) }] : []
}

const inFull = ({ action, on, sets }: Call): Word[] => words(code(action), ` ${on}, ${sets}`)
