import { OutsideError } from '../../domain/errors.ts'
import type { Incident } from '../../domain/incident.ts'
import type { Job } from '../../domain/jobs.ts'
import { isWorse } from '../../domain/severity.ts'

/** Slack has this long to deliver the page of a P1 or P2 before PagerDuty is asked to. */
const slackAwayMs = 60_000

/** Where Slack is away and could not be told of these for so long: what PagerDuty is asked for. */
export function pageElsewhere(error: unknown, incidents: Incident[], forMs: number): Job[] {
  const isAway = error instanceof OutsideError && error.fault.fault === 'away'
  if (!isAway || forMs <= slackAwayMs) return []
  return incidents
    .filter(({ severity, pagerdutyService }) => !isWorse('P2', severity) && pagerdutyService !== undefined)
    .map(({ id, cycle }) => ({ kind: 'pagerduty-create', incident: id, cycle }))
}
