import type { Logger } from 'pino'
import { type Incident, isOpen } from '../domain/incident.ts'
import type { Job } from '../domain/jobs.ts'
import { policyOf, routeOf, severityOf } from '../domain/routing.ts'
import { flappingMs } from '../domain/status-events.ts'
import type { System } from '../domain/system.ts'
import type { Barrier } from '../ports/barrier.ts'
import type { Clock } from '../ports/clock.ts'
import type { Intake, PageEvent } from '../ports/intake.ts'
import type { Page } from '../ports/pager.ts'
import type { Queue } from '../ports/queue.ts'
import type { Store } from '../ports/store.ts'
import type { Asked } from './faces.ts'
import { noteFor } from './jobs/pagerduty-note.ts'
import type { Ledger } from './ledger.ts'
import { createLookup } from './lookup.ts'
import { createNumbers } from './numbers.ts'
import { alertKeys, dashboards, idOf, incidentOfKey, openedBy } from './page-incident.ts'

export interface IntakeDeps {
  systems: System[]
  store: Store
  ledger: Ledger
  queue: Queue
  clock: Clock
  /** What is taken is not said to be before it is safe: whoever told us tells it once. */
  barrier: Barrier
  log: Logger
  /** Counts pages of services that no system file lists, and tells of them. */
  unlisted(service: string): void
}

/** Turns what PagerDuty tells into what happened to an incident; opens one if there is none. */
export function createIntake(deps: IntakeDeps): Intake {
  const { systems, store, ledger, queue, clock, barrier, log, unlisted } = deps
  const { look, carriedOn, holderOf } = createLookup(systems, store)
  const numbers = createNumbers(store)

  async function page(event: PageEvent): Promise<'taken' | 'unlisted'> {
    const listed = event.page && systems.find(system => routeOf(system, event.page!.service))
    const isLikelyNew = listed !== undefined && event.type === 'triggered' && !event.read
    const [home, likely, number] = await Promise.all([
      homeOf(event, listed),
      listed && look(listed.system, event),
      isLikelyNew ? numbers.draw() : undefined,
    ])
    if (!home) {
      if (event.page) unlisted(event.page.service)
      return 'unlisted'
    }
    const { known, alike } = likely && home === listed ? likely : await look(home.system, event)
    if (known) await follow(home, known, event)
    const isOpened = !known && event.page && (await begin(home, event, event.page, alike, number))
    if (number !== undefined && !isOpened) numbers.giveBack(number)
    if (!event.read) await barrier(home.system)
    return 'taken'
  }

  /** The system whose incident this is: the first that claimed it, as long as there is such a system. */
  async function homeOf({ pageId }: PageEvent, listed: System | undefined): Promise<System | undefined> {
    if (!listed) return holderOf(pageId)
    const owner = await store.claimKey(`pagerduty:${pageId}`, listed.system)
    return systems.find(system => system.system === owner) ?? listed
  }

  async function follow(home: System, incident: Incident, event: PageEvent): Promise<void> {
    // What happens to the page of a merged incident is news for the one it went into, but does not change its state.
    const own = incident.pagerduty?.id === event.pageId
    const isMadeByUs = !incident.pagerduty && incidentOfKey(event.page?.key) === incident.id
    if (isMadeByUs) {
      const paging: Asked = {
        type: 'paging',
        id: event.pageId,
        url: event.page!.url,
        by: event.by,
        at: event.page!.createdAt,
      }
      await ledger.take(home.system, incident.id, paging, `${event.id}:paging`, {
        keys: [`pagerduty:${event.pageId}`],
      })
    }
    if (!own && !isMadeByUs && event.type !== 'annotated') return
    if (!isNews(incident, event)) return
    if (event.type === 'escalated') return ask(home.system, event.pageId, event)
    if (event.type === 'annotated' && (await isOurNote(incident, event.note))) return
    const asked = eventOf(home, incident, event)
    if (asked) await ledger.take(home.system, incident.id, asked, event.id)
  }

  /** Has PagerDuty asked how the page stands now: its events do not tell the level. */
  const ask = (system: string, page: string, climbed?: PageEvent) => {
    const escalated = climbed?.by.id === undefined ? {} : { escalated: { by: climbed.by, at: climbed.at } }
    const job: Job = { kind: 'pagerduty-read', page, ...escalated }
    return queue.order(system, [{ job, due: clock.now(), when: 'earlier' }])
  }

  async function isOurNote(incident: Incident, text: string | undefined): Promise<boolean> {
    const entries = await store.timeline(incident.system, incident.id)
    return entries.some(
      entry => (entry.kind === 'note' || entry.kind === 'update') && noteFor(entry.by, entry.text) === text,
    )
  }

  /** Answers whether it has opened an incident, which takes a number. */
  async function begin(
    home: System,
    event: PageEvent,
    page: Page,
    alike: string[],
    number?: number,
  ): Promise<boolean> {
    const { system } = home
    const route = routeOf(home, page.service)
    const environment = route && home.environments[route.environment]
    if (!route || !environment)
      throw new Error(`${system} routes ${page.service} to an environment that it lacks`)
    if (await again(home, event, page, alike)) return false

    const id = idOf(page)
    const opened = await ledger.open(
      {
        id,
        number: number ?? (await numbers.draw()),
        system,
        environment: route.environment,
        ...(route.service !== undefined && { service: route.service }),
        channel: environment.channel,
        ...openedBy(page, home),
        links: dashboards(home, route),
        policy: policyOf(home),
        at: event.type === 'triggered' ? page.createdAt : event.at,
        by: event.by,
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
    return opened === 'opened'
  }

  /**
   * The same alert again within ten minutes of its resolution is the same incident; while what it was merged into is
   * open, it is news for that.
   */
  async function again(home: System, event: PageEvent, page: Page, alike: string[]): Promise<boolean> {
    if (page.status === 'resolved') return false
    for (const id of alike) {
      const incident = await carriedOn(home.system, id)
      if (!incident) continue
      const isMerged = incident.id !== id
      if (isMerged ? !isOpen(incident) : !isFlapping(incident, event)) continue
      const alert: Asked = {
        type: 'alert',
        title: page.title,
        page: { id: page.id, url: page.url },
        by: event.by,
        at: Math.max(page.createdAt, incident.stateAt),
      }
      const keys = [`pagerduty:${page.id}`, ...(isMerged ? [] : alertKeys(page))]
      const taken = await ledger.take(home.system, incident.id, alert, `${event.id}:again`, { keys })
      if (!('incident' in taken) || taken.result === 'refused') continue
      if (isMerged) return true
      if (taken.incident.pagerduty?.id !== page.id) continue
      const { read: _, ...news } = event
      await follow(home, taken.incident, news)
      return true
    }
    return false
  }

  return {
    page,
    async aside(delivery) {
      log.warn(
        { delivery: delivery.id, page: delivery.pageId, body: delivery.body },
        'a delivery that was not understood',
      )
      if (!delivery.pageId) return
      const home = (await holderOf(delivery.pageId)) ?? systems.find(system => system.pagerduty)
      if (!home) return
      await ask(home.system, delivery.pageId)
      await barrier(home.system)
    },
  }
}

const isFlapping = ({ resolvedAt }: Incident, { at }: PageEvent): boolean =>
  resolvedAt !== undefined && at - resolvedAt <= flappingMs

/**
 * Reading is a three-way merge: PagerDuty's status counts if it is not the one seen there last, unless that, or what we
 * want of it, has changed since it was asked. Its time does not tell: a mere note moves that of a triggered incident.
 */
function isNews({ pagerduty: link }: Incident, { page, read }: PageEvent): boolean {
  if (!link || !read) return true
  const { before } = read
  const isAsBefore = before?.seen.status === link.seen.status && before.seen.at === link.seen.at
  return isAsBefore && !before.want && !link.want && link.seen.status !== page?.status
}

/** What a page's event means to its incident; undefined when it is known already or means nothing. */
function eventOf(home: System, incident: Incident, event: PageEvent): Asked | undefined {
  const { at, by, page } = event
  switch (event.type) {
    case 'triggered':
      if (incident.state === 'triggered') return undefined
      return { type: incident.state === 'resolved' ? 'reopen' : 'unacknowledge', at, by }
    case 'acknowledged':
      return { type: 'acknowledge', at, by }
    case 'unacknowledged':
      return { type: 'unacknowledge', at, by }
    case 'resolved':
      return { type: 'resolve', at, by }
    case 'reopened':
      return { type: 'reopen', at, by }
    case 'priority_updated': {
      if (!page) return undefined
      const priority = page.priority === undefined ? {} : { priority: page.priority }
      return { type: 'severity', to: severityOf(home, { urgency: page.urgency, ...priority }), at, by }
    }
    case 'annotated':
      return event.note === undefined ? undefined : { type: 'note', text: event.note, at, by }
    case 'escalated':
    case 'reassigned':
      return undefined
  }
}
