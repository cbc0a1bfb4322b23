import type { Incident } from '../../src/domain/incident.ts'
import type { Entry } from '../../src/domain/timeline.ts'
import type { PagerDuty } from '../outside/pagerduty.ts'

const statuses = { acknowledged: 'acknowledged', resolved: 'resolved', reopened: 'triggered' } as const

/** What a timeline says that a person has done in PagerDuty, and they have not: Belay has, in their name. */
export function foistedOn(
  { pagerduty: link, links }: Incident,
  timeline: Entry[],
  { all, timesHandled }: PagerDuty,
): string | undefined {
  const urls = [link, ...links].map(one => one?.url)
  const pages = [...all.values()].flatMap(({ page }) => (urls.includes(page.url) ? page.id : []))
  const said = new Map<string, number>()
  for (const { kind, by } of timeline) {
    if (by.via !== 'pagerduty' || by.id === undefined || !(kind in statuses)) continue
    const status = statuses[kind as keyof typeof statuses]
    const times = (said.get(`${by.name} ${status}`) ?? 0) + 1
    said.set(`${by.name} ${status}`, times)
    const did = pages.reduce((sum, page) => sum + timesHandled(page, status, by), 0)
    if (times > did) return `${by.name} ${kind} one of ${pages}`
  }
  return undefined
}
