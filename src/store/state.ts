import { newerSchema, OutsideError, untilNewerMs } from '../domain/errors.ts'
import type { Versioned } from '../ports/store.ts'

/** What is kept as JSON, with the version of its form. */
interface Kept {
  schema: 1
}

/** The newest form of a state that this version of Belay knows. */
const schema: Kept['schema'] = 1

/** A state and its version as Redis keeps them. Fields that this version does not know are kept. */
export function readVersioned<T extends Kept>([state, version]: (string | null)[]): Versioned<T> | undefined {
  if (!state || !version) return undefined
  return { value: readState<T>(state), version }
}

/** A newer Belay's state is not read, so that it can never be written over by half. */
function readState<T extends Kept>(text: string): T {
  const state = fromJson(text) as T & { id?: string }
  if (state.schema <= schema) return state
  throw new OutsideError(
    `${state.id ?? 'Something'} was saved by a newer Belay (schema ${state.schema}, this one knows ${schema}): deploy that one`,
    { service: 'redis', fault: 'refused', effect: 'none', code: newerSchema, retryAfterMs: untilNewerMs },
  )
}

/** What is no JSON is no state either: somebody else wrote it, or a part of it. */
function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const [, id = 'Something with an unknown id'] = /"id":"([\w-]+)"/.exec(text) ?? []
    throw new OutsideError(
      `${id} cannot be read: what Redis holds of it is no JSON`,
      { service: 'redis', fault: 'refused', effect: 'none', code: 'unreadable' },
      { cause },
    )
  }
}

/** Reads states for a list, which leaves out what it cannot read; each of those is told of once. */
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
