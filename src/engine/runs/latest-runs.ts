import { isForAWhile, isSetAnew } from '../../domain/run/anew.ts'
import type { Run } from '../../domain/run/run.ts'
import type { Store } from '../../ports/store.ts'

type Runs = Pick<Store, 'recentRuns'>

/** So many of the latest runs are looked through: nothing is wanted for a while that lasts longer than these. */
const remembered = 200

/** The changes of a system that are still to be taken back, the latest first. */
export const forAWhile = async (store: Runs, system: string): Promise<Run[]> =>
  (await store.recentRuns(system, remembered)).filter(isForAWhile)

/** The run that has since set anew what another is to be taken back to. */
export const setAnewSince = async (store: Runs, run: Run): Promise<Run | undefined> =>
  (await store.recentRuns(run.system, remembered)).find(
    one => isSetAnew(run, one) && (one.startedAt ?? 0) > (run.startedAt ?? 0),
  )
