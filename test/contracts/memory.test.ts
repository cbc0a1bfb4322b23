import { createMemory } from '../../simulation/memory/memory.ts'
import { jobId } from '../../src/domain/jobs.ts'
import { describeLists } from './lists.ts'
import { describePosts } from './posts.ts'
import { describeQueue } from './queue.ts'
import type { Begin } from './rig.ts'
import { describeRuns } from './runs.ts'
import { describeStore } from './store.ts'

/** What the simulation keeps in Redis's place. */
const begin: Begin = async () => {
  const { of, ...kept } = createMemory(Date.now)
  return {
    kept: {
      ...kept,
      async expire(system, job) {
        const found = of(system).jobs.all.get(jobId(job))
        if (found?.place === 'held') found.from = 0
      },
    },
    async stop() {},
  }
}

for (const describeOne of [describeStore, describeRuns, describeQueue, describePosts, describeLists])
  describeOne('memory', begin)
