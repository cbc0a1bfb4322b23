import { dashboards } from '../../domain/dashboards.ts'
import { type Incident, isOpen } from '../../domain/incident.ts'
import type { Page, PageEvent } from '../../domain/page.ts'
import { policyOf, routeOf } from '../../domain/routing.ts'
import { flappingMs } from '../../domain/status-events.ts'
import type { System } from '../../domain/system.ts'
import type { Store } from '../../ports/store.ts'
import type { Ledger } from '../ledger.ts'
import { alertOf, mergeOf } from './alert.ts'
import type { Follow } from './follow.ts'
import { alertKeys, idOf, openedBy } from './incident.ts'
import { changerOf } from './news.ts'
import { carriedOn, type Found } from './whose.ts'

export interface BeginDeps {
  store: Store
  ledger: Ledger
  follow: Follow
}

/** Takes a page that no incident is known for: an alert that is known fires again, or an incident opens, under a `number`. */
export function createBegin({ store, ledger, follow }: BeginDeps) {
  /**
   * The same alert again within ten minutes of its resolution is the same incident; while what it was merged into is
   * open, it is news for that, and its page is to go into that one's.
   */
  async function again(home: System, event: PageEvent, page: Page, alike: string[]): Promise<boolean> {
    if (page.status === 'resolved') return false
    for (const id of alike) {
      const incident = await carriedOn(store, home.system, id)
      if (!incident) continue
      // Another delivery about the same page was quicker.
      if (incident.pagerduty?.id === page.id) {
        await follow(home, incident, event)
        return true
      }
      const isMerged = incident.id !== id
      if (isMerged ? !isOpen(incident) : !isFlapping(incident, event)) continue
      const keys = [`pagerduty:${page.id}`, ...(isMerged ? [] : alertKeys(page))]
      const orders = isMerged ? mergeOf(page) : () => []
      const once = `again:${page.id}:${incident.id}`
      const alert = alertOf(incident, page, event)
      const taken = await ledger.take(home.system, incident.id, alert, once, { keys, orders })
      if (!('incident' in taken) || taken.result === 'refused') continue
      if (isMerged) return true
      if (taken.incident.pagerduty?.id !== page.id) continue
      const { read: _, ...news } = event
      await follow(home, taken.incident, taken.result === 'repeated' ? event : news)
      return true
    }
    return false
  }

  return async function begin(
    home: System,
    event: PageEvent,
    page: Page,
    { alike, left }: Found,
    number?: number,
  ): Promise<void> {
    const { system } = home
    const route = routeOf(home, page.service)
    const environment = route && home.environments[route.environment]
    if (!route || !environment)
      throw new Error(`${system} routes ${page.service} to an environment that it lacks`)
    if (await again(home, event, page, alike)) return

    const id = idOf(page, left)
    const opened = await ledger.open(
      {
        id,
        number: number ?? (await store.nextNumber()),
        system,
        environment: route.environment,
        ...(route.service !== undefined && { service: route.service }),
        channel: environment.channel,
        ...openedBy(page, home),
        links: dashboards(home, route),
        policy: policyOf(home),
        at: beginning(event, page),
        by: isTheirDoing(event, page) ? event.by : changerOf(page),
        pagerdutyService: page.service,
        page: { id: page.id, url: page.url, status: page.status },
      },
      event.id,
      { keys: [`pagerduty:${page.id}`, ...alertKeys(page)] },
    )
    // Another delivery about the same page has opened it meanwhile: this one is news about it then.
    if (opened === 'exists') {
      const incident = (await store.incident(system, id))?.value
      if (incident) await follow(home, incident, event)
    }
  }
}

/** PagerDuty tells its events to the millisecond and its pages to the second; one that is read may have changed since it began. */
const beginning = ({ type, at, read }: PageEvent, { createdAt }: Page): number =>
  type === 'triggered' && read ? createdAt : at

/** Whoever only changes something of a page that somebody has, or that is over, has not brought it there. */
const isTheirDoing = ({ type }: PageEvent, { status }: Page): boolean =>
  status === 'triggered' || type === status

const isFlapping = ({ resolvedAt }: Incident, { at }: PageEvent): boolean =>
  resolvedAt !== undefined && at - resolvedAt <= flappingMs
