import { isForAWhile, isSetAnew, setsAnew } from '../../domain/run/anew.ts'
import type { RunEvent } from '../../domain/run/events.ts'
import { changesMade, madeBy, makersOf } from '../../domain/run/made.ts'
import { owedByRun } from '../../domain/run/owed.ts'
import type { Run } from '../../domain/run/run.ts'
import { runTransition } from '../../domain/run/transition.ts'
import type { Store } from '../../ports/store.ts'
import type { Written } from '../saving.ts'
import { auditOf } from './audit.ts'
import { latestRuns } from './latest-runs.ts'

/**
 * What it means to earlier runs that this one is done: what was changed for a while and is set anew now is not taken
 * back, and what was made and is changed or ended now is no longer theirs to tell of.
 */
export async function aftermath(
  store: Pick<Store, 'run' | 'recentRuns'>,
  run: Run,
  at: number,
): Promise<Partial<Written>[]> {
  if (!setsAnew(run) && !changesMade(run)) return []
  const earlier = (await latestRuns(store, run.system)).filter(one => one.id !== run.id)
  const by = run.requestedBy
  const news = new Map<string, RunEvent>()
  for (const one of earlier.filter(one => isForAWhile(one) && isSetAnew(one, run)))
    news.set(one.id, { type: 'overtaken', by, at })
  for (const one of changesMade(run) ? makersOf(run, earlier) : [])
    news.set(one.id, { type: 'followed', ended: madeBy(run) === undefined, by, at })

  const found = await Promise.all([...news.keys()].map(id => store.run(run.system, id)))
  return found.flatMap(one => {
    const event = one && news.get(one.value.id)
    const outcome = event && runTransition(one.value, event)
    if (!outcome?.ok || outcome.run === one?.value) return []
    const { run: after } = outcome
    return {
      changes: [{ expected: one!.version, run: after }],
      owed: [owedByRun(one!.value, after, at)],
      audit: auditOf(after, event!, at, after.incident?.id),
    }
  })
}
