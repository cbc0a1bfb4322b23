import { OutsideError } from '../domain/errors.ts'
import type { Incident } from '../domain/incident.ts'
import type { Versioned } from '../ports/store.ts'

const schema: Incident['schema'] = 1

/** An incident's state and version as Redis keeps them. Fields that this version does not know are kept. */
export function readIncident([state, version]: (string | null)[]): Versioned<Incident> | undefined {
  if (!state || !version) return undefined
  return { value: readState(state), version }
}

/** A newer Belay's state is not read, so that it can never be written over by half. */
export function readState(state: string): Incident {
  const incident = JSON.parse(state) as Incident
  if (incident.schema <= schema) return incident
  throw new OutsideError(
    `Incident ${incident.id} was saved by a newer Belay (schema ${incident.schema}, this one knows ${schema}): deploy that one`,
    { service: 'redis', fault: 'refused', effect: 'none' },
  )
}
