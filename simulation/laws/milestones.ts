import type { Incident } from '../../src/domain/incident.ts'
import { milestonesOf } from '../../src/domain/milestones.ts'

/** A milestone is told once, at its time, and none is that is passed; `now`: by the clock, at the latest. */
export function mistold(before: Incident | undefined, after: Incident, now: number): string | undefined {
  const known = before?.response?.since === after.response?.since ? (before?.response?.told ?? []) : []
  const told = after.response?.told ?? []
  if (new Set(told).size < told.length) return `milestones ${told.join()} are told, one of them twice`
  const stand = milestonesOf(before ?? after)
  for (const number of told.filter(one => !known.includes(one))) {
    const one = stand.find(standing => standing.number === number)
    if (one?.passed) return `milestone ${number} is told, and was passed at ${one.passed.at}`
    if (one?.dueAt === undefined || one.dueAt > now)
      return `milestone ${number} is told at ${now}, and is due at ${one?.dueAt ?? 'no time'}`
  }
  return undefined
}
