import { createMemory } from '../../simulation/memory/memory.ts'
import { jobId } from '../../src/domain/jobs.ts'
import { describeLanes } from './lanes.ts'
import { describeLists } from './lists.ts'
import { describePosts } from './posts.ts'
import { describeQueue } from './queue.ts'
import type { Begin, KeptLanes } from './rig.ts'
import { describeRuns } from './runs.ts'
import { describeStore } from './store.ts'

/** What the simulation keeps in Redis's place. */
const begin: Begin<KeptLanes> = async () => {
  const { of, ...kept } = createMemory(Date.now)
  const { lanes } = kept
  return {
    kept: {
      ...kept,
      others: lanes,
      isForgotten: async lane => lanes.isFree(lane),
      async expire(system, job) {
        const found = of(system).jobs.all.get(jobId(job))
        if (found?.place === 'held') found.from = 0
      },
    },
    async stop() {},
  }
}

for (const describeOne of [
  describeStore,
  describeRuns,
  describeQueue,
  describePosts,
  describeLists,
  describeLanes,
])
  describeOne('memory', begin)
