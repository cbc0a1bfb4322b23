import type { Logger } from 'pino'
import { noLaterThan } from '../domain/instant.ts'
import type { Order } from '../domain/jobs.ts'
import type { Page, PageEvent } from '../domain/page.ts'
import { routeOf } from '../domain/routing.ts'
import type { System } from '../domain/system.ts'
import type { Aside } from '../ports/aside.ts'
import type { Barrier } from '../ports/barrier.ts'
import type { Clock } from '../ports/clock.ts'
import type { Intake, TakenIn } from '../ports/intake.ts'
import type { Queue } from '../ports/queue.ts'
import type { Store } from '../ports/store.ts'
import type { Ledger } from './ledger.ts'
import { createAskAbout } from './pages/ask.ts'
import { createBegin } from './pages/begin.ts'
import { createFollow } from './pages/follow.ts'
import { openedBy } from './pages/incident.ts'
import { createWhose } from './pages/whose.ts'
import { createSaving } from './saving.ts'

export interface IntakeDeps {
  systems: System[]
  store: Store
  ledger: Ledger
  queue: Queue
  clock: Clock
  aside: Aside
  /** What is taken is not said to be before it is safe: whoever told us tells it once. */
  barrier: Barrier
  log: Logger
  /** Told when something was received. */
  wake(system: string): void
  /** Counts pages of services that no system file lists, and tells of them. */
  unlisted(service: string): Promise<void>
}

/** Turns what PagerDuty tells into what happened to an incident; opens one if there is none. */
export function createIntake(deps: IntakeDeps): Intake {
  const { systems, store, queue, clock, aside, barrier, log, unlisted } = deps
  const save = createSaving(deps)
  const askAbout = createAskAbout(deps)
  const whose = createWhose(deps)
  const follow = createFollow({ ...deps, askAbout })
  const begin = createBegin({ ...deps, follow })
  /** Of what does not say whose it is. */
  const homeOfNotes = systems.find(system => system.pagerduty)

  /** What is said of a page may overtake it: it waits until PagerDuty was asked about that. */
  async function keepForItsPage({ id, pageId, at, by, note, news }: PageEvent): Promise<TakenIn> {
    const home = homeOfNotes?.system
    if (home === undefined) return 'unlisted'
    const job = { kind: 'early-note' as const, page: pageId, intent: id, at, by, note, news }
    await queue.order(home, [{ job, due: clock.now(), when: 'earlier' }])
    await barrier(home)
    return 'taken'
  }

  const listing = ({ page }: PageEvent): System | undefined =>
    page && systems.find(system => routeOf(system, page.service))

  async function take(told: PageEvent): Promise<TakenIn> {
    const event = notOfTheFuture(told, clock.now())
    const listed = listing(event)
    const isLikelyNew = listed && event.type === 'triggered' && !event.read
    // In one round trip, as each waits for Redis's disk. A number that is not needed after all is a gap.
    const [home, likely, number] = await Promise.all([
      whose.homeOf(event, listed),
      listed && whose.find(listed.system, event),
      isLikelyNew ? store.nextNumber() : undefined,
    ])
    if (!home) {
      if (event.page) await unlisted(event.page.service)
      else if (!event.waited) return keepForItsPage(event)
      return 'unlisted'
    }
    const found = likely && home === listed ? likely : await whose.find(home.system, event)
    if (found.known) await follow(home, found.known, event)
    // What is told of a page that has left its incident may be old: how it stands now counts.
    else if (found.left && !event.read) await askAbout(home.system, event.pageId)
    else if (event.page) {
      // It may have been moved, there or in the files, to a service that another lists, or nobody.
      const opener = routeOf(home, event.page.service) ? home : listed
      if (!opener) {
        await unlisted(event.page.service)
        return 'unlisted'
      }
      await begin(opener, event, event.page, found, number)
    }
    // What was owed where it is saved now is kept with that, and lost only with that.
    if (!event.read && home !== listed) await barrier(home.system)
    return 'taken'
  }

  return {
    page: take,

    async receive(event) {
      // A note and news name no service: they wait where most of what is told does.
      const home = event.page ? listing(event) : homeOfNotes
      if (!home) return take(event)
      const { system } = home
      const kind = event.page && isUrgent(home, event.page) ? 'pagerduty-urgent' : 'pagerduty-event'
      const job = { kind, intent: event.id, event } as const
      const orders: Order[] = [{ job, due: clock.now(), when: 'earlier' }]
      const owed = [{ orders, cancelled: [] }]
      const saved = await save(system, `told:${event.id}`, { changes: [], owed, audit: [] })
      await barrier(system)
      return saved === 'repeated' ? 'repeated' : 'taken'
    },

    async aside({ id: delivery, why, body, pageId }) {
      const kept = await aside.keep({ source: 'pagerduty', delivery, why, body })
      log.warn({ delivery, page: pageId, why, kept }, 'a delivery of PagerDuty is not understood, and kept')
      if (!pageId) return
      const home = (await whose.holderOf(pageId)) ?? homeOfNotes
      if (!home) return
      await askAbout(home.system, pageId)
      await barrier(home.system)
    },
  }
}

const isUrgent = (home: System, page: Page): boolean => openedBy(page, home).severity === 'P1'

/** A time far ahead, once believed, would make all that PagerDuty and people do afterwards older than it. */
function notOfTheFuture({ page, ...event }: PageEvent, now: number): PageEvent {
  const by = (told: number) => noLaterThan(now, told)
  return {
    ...event,
    at: by(event.at),
    ...(page && { page: { ...page, createdAt: by(page.createdAt), changedAt: by(page.changedAt) } }),
  }
}
