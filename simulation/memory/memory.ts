import { createMemoryClock } from './clock.ts'
import { createMemoryLanes } from './lanes.ts'
import { createMemoryLists } from './lists.ts'
import { createMemoryPosts } from './posts.ts'
import { createMemoryQueue } from './queue.ts'
import { named } from './sorted.ts'
import { createMemoryStore } from './store.ts'
import { createKeptSystem } from './system.ts'

/** What Redis keeps for the engine, in memory, over the real milliseconds that `real` tells. Each call is done in one go. */
export function createMemory(real: () => number) {
  const systems = new Map<string, ReturnType<typeof createKeptSystem>>()
  const of = (system: string) => named(systems, system, createKeptSystem)
  const clock = createMemoryClock(real)
  return {
    of,
    clock,
    store: createMemoryStore(of, clock),
    queue: createMemoryQueue(system => of(system).jobs, clock),
    posts: createMemoryPosts(of),
    lists: createMemoryLists(of),
    lanes: createMemoryLanes(real),
  }
}
export type Memory = ReturnType<typeof createMemory>
