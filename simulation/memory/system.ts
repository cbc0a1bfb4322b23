import type { Entry } from '../../src/domain/timeline.ts'
import type { Post } from '../../src/ports/posts.ts'
import type { Version } from '../../src/ports/store.ts'
import type { Link } from '../../src/store/audit.ts'
import { createJobs } from './jobs.ts'
import type { Sorted } from './sorted.ts'

/** A state as it was saved: nobody can change it afterwards. */
export interface State {
  value: unknown
  version: Version
}

/** All that is kept of one system. */
export const createKeptSystem = () => ({
  jobs: createJobs(),
  /** By kind and id. */
  states: new Map<string, State>(),
  timelines: new Map<string, Entry[]>(),
  names: new Map<string, string>(),
  sets: new Map<string, Sorted>(),
  posts: new Map<string, Map<string, Post>>(),
  /** The version that each has written. */
  operations: new Map<string, string>(),
  audit: [] as Link[],
  /** Changes when something has been lost. */
  epoch: undefined as string | undefined,
})
export type KeptSystem = ReturnType<typeof createKeptSystem>

/** As it comes back from JSON, so that nothing is shared with whoever gave it, and frozen. */
export const asKept = <T>(value: T): T => frozen(JSON.parse(JSON.stringify(value)) as T)

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  for (const inner of Object.values(value)) frozen(inner)
  return Object.freeze(value)
}
