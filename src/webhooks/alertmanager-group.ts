import { createHash } from 'node:crypto'
import { z } from 'zod'
import { placeOf, severityOfAlerts } from '../domain/alert-routing.ts'
import { Instant } from '../domain/instant.ts'
import type { System } from '../domain/system.ts'
import type { AlertEvent } from '../ports/alerts.ts'
import { linksOf } from './alert-links.ts'

/** Larger groups are told of by their first alerts: the others are only counted. */
const alertsAtMost = 500
const titleAtMost = 1_000

const Words = z.record(z.string(), z.string())

const Alert = z.object({
  status: z.enum(['firing', 'resolved']),
  labels: Words,
  annotations: Words.default({}),
  startsAt: Instant,
  endsAt: Instant.nullish(),
  generatorURL: z.string().nullish(),
})
type Alert = z.infer<typeof Alert>

/** A group of alerts as Alertmanager's webhook (version 4) tells of it. */
export const Group = z.object({
  status: z.enum(['firing', 'resolved']),
  groupKey: z.string().min(1),
  commonLabels: Words.default({}),
  commonAnnotations: Words.default({}),
  alerts: z.array(Alert).min(1),
  truncatedAlerts: z.number().nullish(),
  externalURL: z.string().nullish(),
})
export type Group = z.infer<typeof Group>

/** What a group that was delivered under this id says to a system. */
export function eventOf(group: Group, id: string, system: System): AlertEvent {
  const isFiring = group.status === 'firing'
  const firing = group.alerts.filter(({ status }) => status === 'firing')
  const meant = firing.length > 0 ? firing : group.alerts
  // Whatever its time says, an end comes after its beginning.
  const times = meant.map(({ startsAt, endsAt }) =>
    isFiring ? startsAt : Math.max(endsAt ?? 0, startsAt + 1),
  )
  const first = meant[0]!
  const { commonLabels, commonAnnotations, externalURL } = group
  const said = { ...first.annotations, ...commonAnnotations }
  return {
    id,
    source: 'alertmanager',
    key: group.groupKey,
    is: isFiring ? 'firing' : 'over',
    signal: {
      at: times.reduce((latest, at) => Math.max(latest, at)),
      alerts: meant.slice(0, alertsAtMost).map(alertId),
    },
    title: titleOf(said.summary, first, meant.length + (group.truncatedAlerts ?? 0)),
    severity: severityOfAlerts(
      system,
      meant.map(({ labels }) => labels),
    ),
    route: placeOf(system, commonLabels),
    links: linksOf(
      ['Runbook', said.runbook_url ?? said.runbook],
      ['Dashboard', said.dashboard_url ?? said.dashboard],
      ['Prometheus', first.generatorURL ?? undefined],
      ['Alertmanager', externalURL ?? undefined],
    ),
  }
}

/** What fires, and since when: one that fires anew is another alert. */
function alertId({ labels, startsAt }: Alert): string {
  const named = JSON.stringify([Object.entries(labels).sort(), startsAt])
  return createHash('sha256').update(named).digest('base64url').slice(0, 10)
}

function titleOf(summary: string | undefined, { labels }: Alert, count: number): string {
  const name = labels.alertname ?? 'An alert'
  const more = count > 1 ? `, and ${count - 1} more` : ''
  return `${name}${summary ? `: ${summary}` : ''}`.slice(0, titleAtMost) + more
}
