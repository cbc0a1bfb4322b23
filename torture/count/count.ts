import type { Incident } from '../../src/domain/incident.ts'

/** What was to be, what there is, and what is wrong with it. */
export interface Count {
  what: string
  expected: number
  found: number
  lost: string[]
  doubled: string[]
}

export const label = ({ number, id }: Incident): string => `INC-${number} ${id}`
