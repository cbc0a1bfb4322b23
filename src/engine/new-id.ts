import { randomUUID } from 'node:crypto'

/** A random id of an incident or a run, in the form that `isIncidentId` knows. */
export const randomId = (): string => randomUUID().replaceAll('-', '').slice(0, 16)
