import { newerSchema, OutsideError } from '../domain/errors.ts'
import type { Versioned } from '../ports/store.ts'

/** What is kept as JSON, with the version of its form. */
interface Kept {
  schema: 1
}

/** The newest form of a state that this version of Belay knows. */
const schema: Kept['schema'] = 1
/** How soon a job that such a state stops is offered again: a process that knows it may take it. */
const untilNewerMs = 2_000

/** A state and its version as Redis keeps them. Fields that this version does not know are kept. */
export function readVersioned<T extends Kept>([state, version]: (string | null)[]): Versioned<T> | undefined {
  if (!state || !version) return undefined
  return { value: readState<T>(state), version }
}

/** A newer Belay's state is not read, so that it can never be written over by half. */
function readState<T extends Kept>(text: string): T {
  const state = JSON.parse(text) as T & { id?: string }
  if (state.schema <= schema) return state
  throw new OutsideError(
    `${state.id ?? 'Something'} was saved by a newer Belay (schema ${state.schema}, this one knows ${schema}): deploy that one`,
    { service: 'redis', fault: 'refused', effect: 'none', code: newerSchema, retryAfterMs: untilNewerMs },
  )
}

/** Reads states for a list, which leaves out what a newer Belay saved; each of those is told of once. */
export function createReader(onUnreadable?: (why: string) => void) {
  const told = new Set<string>()
  return function readable<T extends Kept>(states: (string | null)[]): T[] {
    return states.flatMap(state => {
      try {
        return state === null ? [] : [readState<T>(state)]
      } catch (error) {
        if (!(error instanceof OutsideError)) throw error
        if (!told.has(error.message)) onUnreadable?.(error.message)
        told.add(error.message)
        return []
      }
    })
  }
}
