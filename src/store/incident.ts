import { newerSchema, OutsideError } from '../domain/errors.ts'
import type { Incident } from '../domain/incident.ts'
import type { Versioned } from '../ports/store.ts'

const schema: Incident['schema'] = 1
/** How soon a job that such an incident stops is offered again: a process that knows it may take it. */
const untilNewerMs = 2_000

/** An incident's state and version as Redis keeps them. Fields that this version does not know are kept. */
export function readIncident([state, version]: (string | null)[]): Versioned<Incident> | undefined {
  if (!state || !version) return undefined
  return { value: readState(state), version }
}

/** A newer Belay's state is not read, so that it can never be written over by half. */
function readState(state: string): Incident {
  const incident = fromJson(state) as Incident
  if (incident.schema <= schema) return incident
  throw new OutsideError(
    `Incident ${incident.id} was saved by a newer Belay (schema ${incident.schema}, this one knows ${schema}): deploy that one`,
    { service: 'redis', fault: 'refused', effect: 'none', code: newerSchema, retryAfterMs: untilNewerMs },
  )
}

/** What is no JSON is no state either: somebody else wrote it, or a part of it. */
function fromJson(state: string): unknown {
  try {
    return JSON.parse(state)
  } catch (cause) {
    const [, id = 'with an unknown id'] = /"id":"([\w-]+)"/.exec(state) ?? []
    throw new OutsideError(
      `Incident ${id} cannot be read: what Redis holds of it is no JSON`,
      { service: 'redis', fault: 'refused', effect: 'none', code: 'unreadable' },
      { cause },
    )
  }
}

/** Reads states for a list, which leaves out what it cannot read; each of those is told of once. */
export function createReader(onUnreadable?: (why: string) => void) {
  const told = new Set<string>()
  return function readable(state: string): Incident[] {
    try {
      return [readState(state)]
    } catch (error) {
      if (!(error instanceof OutsideError)) throw error
      if (!told.has(error.message)) onUnreadable?.(error.message)
      told.add(error.message)
      return []
    }
  }
}
