import type { Checklist } from '../../src/domain/checklist/checklist.ts'
import type { Incident } from '../../src/domain/incident.ts'
import type { Lock } from '../../src/domain/run/lock.ts'
import type { Run } from '../../src/domain/run/run.ts'
import type { Schedule } from '../../src/domain/schedule/schedule.ts'
import type { Memory } from '../memory/memory.ts'
import { system } from '../system.ts'

/** Says what is broken; the first counts. */
export type Broken = (law: string, how: string) => void

/** What a law sees of an incident, without being noticed. */
export const incidentIn = ({ of }: Memory, id: string): Incident | undefined =>
  of(system.system).states.get(`incident:${id}`)?.value as Incident | undefined

export const runIn = ({ of }: Memory, id: string): Run | undefined =>
  of(system.system).states.get(`run:${id}`)?.value as Run | undefined

const allOf = <T>({ of }: Memory, kind: string): T[] =>
  [...of(system.system).states].flatMap(([key, { value }]) =>
    key.startsWith(`${kind}:`) ? [value as T] : [],
  )

export const scheduleIn = ({ of }: Memory, id: string): Schedule | undefined =>
  of(system.system).states.get(`schedule:${id}`)?.value as Schedule | undefined

export const checklistsIn = (memory: Memory): Checklist[] => allOf(memory, 'checklist')
export const runsIn = (memory: Memory): Run[] => allOf(memory, 'run')
export const locksIn = (memory: Memory): Lock[] => allOf(memory, 'lock')

export const lockIn = ({ of }: Memory, resource: string): Lock | undefined =>
  of(system.system).states.get(`lock:${resource}`)?.value as Lock | undefined

export const incidentsIn = (memory: Memory): Incident[] => allOf(memory, 'incident')
