import { createHash } from 'node:crypto'
import { type Incident, isIncidentId, label } from '../../domain/incident.ts'
import type { Page } from '../../domain/page.ts'
import { severityOf } from '../../domain/routing.ts'
import { Severity } from '../../domain/severity.ts'
import type { System } from '../../domain/system.ts'

/** Marks PagerDuty incidents that Belay made, so that their webhooks find the incident they were made for. */
export const ownKey = (incident: string, cycle: number): string => `belay/${incident}/${cycle}`

/** The incident that such a key was made for. Whoever sends alerts chooses keys: nothing but an id comes out of one. */
export function incidentOfKey(key: string | undefined): string | undefined {
  const id = /^belay\/([^/]+)\/\d+$/.exec(key ?? '')?.[1]
  return id !== undefined && isIncidentId(id) ? id : undefined
}

/** What PagerDuty is told that it pages for. */
export const ownTitle = (incident: Incident): string =>
  `${incident.severity} ${incident.title} (${label(incident)})`

/**
 * One incident a page: two deliveries that race make the same id, and only one of them opens it. A page that Belay
 * asked for is that of an incident which Redis has forgotten: it becomes the same again. One that has `left` an
 * incident begins another.
 */
export const idOf = (page: Page, left?: Incident): string =>
  left
    ? hashed(`pagerduty:${page.id}:${left.id}`)
    : (incidentOfKey(page.key) ?? hashed(`pagerduty:${page.id}`))

/** What an incident that a page opens is called, and how severe it is. */
export function openedBy(page: Page, home: System): { title: string; severity: Severity } {
  const [, told, title] = (incidentOfKey(page.key) && /^(P\d) (.*) \(INC-\d+\)$/s.exec(page.title)) || []
  const severity = Severity.safeParse(told)
  if (title && severity.success && home.severities[severity.data]) return { title, severity: severity.data }
  const priority = page.priority === undefined ? {} : { priority: page.priority }
  return { title: page.title, severity: severityOf(home, { urgency: page.urgency, ...priority }) }
}

/** By which a page is told to be about the same thing as another one. */
export const alertKeys = (page: Page): string[] => [
  ...(page.key ? [`alert:${page.service}:${page.key}`] : []),
  `alert:${page.service}:title:${hashed(page.title)}`,
]

const hashed = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)
