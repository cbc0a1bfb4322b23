import type { KeptSystem } from './system.ts'

/** All that is kept at this moment; calling it puts it back. */
export function copied(kept: KeptSystem): () => void {
  const inner = <T>(all: Map<string, Map<string, T>>) =>
    [...all].map(([key, map]) => [key, new Map(map)] as const)
  const { states, names, operations } = kept
  const jobs = [...kept.jobs.all].map(([id, job]) => [id, { ...job }] as const)
  const timelines = [...kept.timelines].map(([id, entries]) => [id, [...entries]] as const)
  const [sets, posts, audit] = [inner(kept.sets), inner(kept.posts), [...kept.audit]]
  const plain = { states: [...states], names: [...names], operations: [...operations], epoch: kept.epoch }

  const refill = <T>(map: Map<string, T>, entries: Iterable<readonly [string, T]>) => {
    map.clear()
    for (const [key, value] of entries) map.set(key, value)
  }
  return () => {
    refill(kept.jobs.all, jobs)
    refill(kept.states, plain.states)
    refill(kept.names, plain.names)
    refill(kept.timelines, timelines)
    refill(kept.sets, sets)
    refill(kept.posts, posts)
    kept.operations.clear()
    for (const [operation, version] of plain.operations) kept.operations.set(operation, version)
    kept.audit.splice(0, kept.audit.length, ...audit)
    kept.epoch = plain.epoch
  }
}
