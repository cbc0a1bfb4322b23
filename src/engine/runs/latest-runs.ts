import type { Run } from '../../domain/run/run.ts'
import type { Store } from '../../ports/store.ts'

/** So many of the latest are looked through: nothing is wanted for a while that lasts longer than these. */
const remembered = 200

/** The latest runs of a system, the newest first: all that is still to be taken back, and enough to learn from. */
export const latestRuns = (store: Pick<Store, 'recentRuns'>, system: string): Promise<Run[]> =>
  store.recentRuns(system, remembered)
