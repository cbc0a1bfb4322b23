import type { Actor } from './actor.ts'
import type { ChangedBefore, Incident, Monitored, Policy } from './incident.ts'
import { enterLevel, levelTold, nextLevel } from './ladder.ts'
import type { PageStatus } from './pagerduty-state.ts'
import type { Severity } from './severity.ts'
import type { Entry } from './timeline.ts'

/** What is known of an incident at its beginning. */
export interface Opening {
  id: string
  number: number
  system: string
  environment: string
  service?: string
  channel: string
  title: string
  links: { label: string; url: string }[]
  severity: Severity
  policy: Policy
  at: number
  by: Actor
  pagerdutyService?: string
  /** The page that tells of it, and in which state it was first heard of. */
  page?: { id: string; url: string; status: PageStatus }
  /** What a monitor tells of it. */
  monitored?: Monitored
  changedBefore?: ChangedBefore
  /** It was first heard of when it was over. */
  over?: boolean
}

/**
 * A new incident with the beginning of its timeline. One that was first heard of when somebody had acknowledged or
 * resolved it pages nobody; and what was told of it before that, when it comes later, is older news.
 */
export function open(opening: Opening, now: number): { incident: Incident; entries: Entry[] } {
  const { at, by, page, over, ...given } = opening
  const status = page?.status ?? (over ? 'resolved' : 'triggered')
  const fresh: Incident = {
    ...given,
    schema: 1,
    state: status,
    openedAt: at,
    openedBy: by,
    stateAt: at,
    cycle: 1,
    level: 0,
    levelAt: now,
    climb: 0,
    lifeAt: at,
    merged: [],
    entries: 0,
    ...(page && { pagerduty: { id: page.id, url: page.url, seen: { status, at } } }),
  }
  const opened: Entry = { kind: 'opened', severity: given.severity, title: given.title, at, by }
  const { incident, happened } = beginning(fresh, by)
  const entries = [opened, ...happened.map(happening => ({ ...happening, at, by }))]
  return { incident: { ...incident, entries: entries.length }, entries }
}

function beginning(fresh: Incident, by: Actor) {
  switch (fresh.state) {
    case 'triggered': {
      const told = enterLevel(fresh, nextLevel(fresh), fresh.levelAt)
      return { incident: told, happened: [levelTold(told)] }
    }
    case 'resolved':
      return { incident: { ...fresh, resolvedAt: fresh.openedAt }, happened: [{ kind: 'resolved' as const }] }
    default:
      return {
        incident: { ...fresh, acknowledgedAt: fresh.openedAt, lead: by, leadAt: fresh.openedAt },
        happened: [{ kind: 'acknowledged' as const }],
      }
  }
}
