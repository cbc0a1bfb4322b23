import type { Json } from './plan.ts'
import type { Run } from './run.ts'
import type { Step } from './step.ts'

/** What a run has made that later calls name by its id, as a silence. `until`: when it ends by itself, where it does. */
export interface Made {
  id: string
  until?: number
}

/** What the last call of a run that says so has made. */
export const madeBy = ({ steps }: Pick<Run, 'steps'>): Made | undefined =>
  steps
    .map(madeIn)
    .filter(made => made !== undefined)
    .at(-1)

function madeIn({ result }: Step): Made | undefined {
  if (typeof result !== 'object' || result === null || Array.isArray(result)) return undefined
  const { id, until } = result
  if (typeof id !== 'string') return undefined
  return { id, ...(typeof until === 'number' && { until }) }
}

/** The ids of what a run changes: its calls name what others have made. */
const namedIn = ({ steps }: Run): string[] =>
  steps.map(({ call }): Json | undefined => call.params.id).filter(id => typeof id === 'string')

/** Whether a run changes what an earlier one may have made. */
export const changesMade = (run: Run): boolean => run.state === 'succeeded' && namedIn(run).length > 0

/** Those among earlier runs that made what a later one has changed, under whatever ids it went on. */
export function makersOf(later: Run, earlier: Run[]): Run[] {
  const ids = new Set(namedIn(later))
  for (let known = 0; known < ids.size; ) {
    known = ids.size
    for (const run of earlier) {
      const own = madeBy(run)
      const all = [...namedIn(run), ...(own ? [own.id] : [])]
      if (all.some(id => ids.has(id))) for (const id of all) ids.add(id)
    }
  }
  return earlier.filter(
    run => run.id !== later.id && run.state === 'succeeded' && ids.has(madeBy(run)?.id ?? ''),
  )
}
