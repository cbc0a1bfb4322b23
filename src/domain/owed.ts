import { isSame } from './actor.ts'
import { clocks } from './clocks.ts'
import { timers } from './events.ts'
import type { Incident } from './incident.ts'
import type { Job, Order, Owed } from './jobs.ts'
import { hasOpenPage } from './pagerduty-page.ts'
import type { Entry } from './timeline.ts'

/** What follows from a change of an incident: the jobs it owes now, and those it no longer owes. */
export function owed(before: Incident | undefined, after: Incident, entries: Entry[], now: number): Owed {
  const incident = after.id
  const orders: Order[] = []
  const cancelled: Job[] = []
  const at = (job: Job) => orders.push({ job, due: now, when: 'earlier' })

  const were = before ? clocks(before) : {}
  const are = clocks(after)
  for (const timer of timers) {
    const [was, is] = [were[timer], are[timer]]
    const job: Job = { kind: 'timer', incident, timer }
    if (is !== undefined && is !== was) orders.push({ job, due: is, when: 'replace' })
    if (is === undefined && was !== undefined) cancelled.push(job)
  }

  const { cycle, climb, level } = after
  const climbed = climb > 0 && (cycle !== before?.cycle || climb !== before.climb)
  if (climbed && after.state === 'triggered') at({ kind: 'notify', incident, cycle, climb, level })
  if (after.pagerduty?.want && after.pagerduty.want !== before?.pagerduty?.want)
    at({ kind: 'pagerduty', incident })
  const page = before?.pagerduty
  // Another has taken its place, and PagerDuty does not have it as over yet.
  if (page && hasOpenPage(before) && after.pagerduty?.id !== page.id)
    at({ kind: 'pagerduty-merge', incident, page: page.id, url: page.url })
  if (needsPage(after) && !(before && needsPage(before))) at({ kind: 'pagerduty-create', incident, cycle })
  entries.forEach((entry, i) => {
    const told = (entry.kind === 'note' || entry.kind === 'update') && entry.by.via === 'slack'
    if (told && after.pagerduty)
      at({ kind: 'pagerduty-note', incident, entry: after.entries - entries.length + i })
  })
  const { lead } = after
  if (lead?.via === 'pagerduty' && lead.id !== undefined && !isSame(before?.lead, lead))
    at({ kind: 'identify', incident, person: lead.id })
  if (
    after.state === 'resolved' &&
    (before?.state !== 'resolved' || before.untilResolved !== after.untilResolved)
  )
    for (const run of after.untilResolved ?? []) at({ kind: 'take-back', run })
  if (entries.length > 0 || lead !== before?.lead || !before) at({ kind: 'show', incident })
  if (!before) at({ kind: 'storm', channel: after.channel })
  return { orders, cancelled }
}

/** Whether PagerDuty is to page for an incident it does not know: declared in Slack, at a severity that says so. */
function needsPage(incident: Incident): boolean {
  const pages = incident.policy.severities[incident.severity]?.page ?? false
  return (
    pages && incident.state === 'triggered' && !incident.pagerduty && incident.pagerdutyService !== undefined
  )
}
