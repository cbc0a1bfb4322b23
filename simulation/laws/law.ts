import type { Incident } from '../../src/domain/incident.ts'
import type { Memory } from '../memory/memory.ts'
import { system } from '../system.ts'

/** Says what is broken; the first counts. */
export type Broken = (law: string, how: string) => void

/** What a law sees of an incident, without being noticed. */
export const incidentIn = ({ of }: Memory, id: string): Incident | undefined =>
  of(system.system).states.get(`incident:${id}`)?.value as Incident | undefined

export const incidentsIn = ({ of }: Memory): Incident[] =>
  [...of(system.system).states].flatMap(([key, { value }]) =>
    key.startsWith('incident:') ? [value as Incident] : [],
  )
