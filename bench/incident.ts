import { open } from '../src/domain/opening.ts'
import { owed } from '../src/domain/owed.ts'
import { policyOf } from '../src/domain/routing.ts'
import type { System } from '../src/domain/system.ts'
import type { IncidentChange, Save } from '../src/ports/store.ts'

/** An open, acknowledged incident of PagerDuty's, with its timeline and its names. */
export function openIncident(home: System, number: number, at: number): IncidentChange {
  const id = crypto.randomUUID()
  const opened = open(
    {
      id,
      number,
      system: home.system,
      environment: 'production',
      channel: '#elsewhere',
      title: `p99 latency of service ${number} is above 3 s`,
      links: [],
      severity: 'P1',
      policy: policyOf(home),
      at,
      by: { via: 'pagerduty', name: 'PagerDuty' },
      page: { id, url: `https://sandbox.pagerduty.com/incidents/${id}`, status: 'acknowledged' },
    },
    at,
  )
  return { expected: undefined, ...opened, keys: [`number:${number}`, `pagerduty:${id}`] }
}

/** What saves such incidents, each with an audit entry and its next deadline as a job. */
export function saveOf(operation: string, changes: IncidentChange[], now: number): Save {
  const orders = changes
    .flatMap(({ incident, entries }) => owed(undefined, incident, entries, now).orders)
    .filter(({ due }) => due > now)
  const audit = changes.map(({ incident: { id } }) => ({
    at: now,
    by: 'pagerduty',
    what: 'open',
    incident: id,
  }))
  return { system: changes[0]!.incident.system, operation, changes, orders, cancelled: [], audit }
}
