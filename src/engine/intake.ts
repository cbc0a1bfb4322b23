import type { Logger } from 'pino'
import { noLaterThan } from '../domain/instant.ts'
import { routeOf } from '../domain/routing.ts'
import type { System } from '../domain/system.ts'
import type { Aside } from '../ports/aside.ts'
import type { Barrier } from '../ports/barrier.ts'
import type { Clock } from '../ports/clock.ts'
import type { Intake, PageEvent } from '../ports/intake.ts'
import type { Queue } from '../ports/queue.ts'
import type { Store } from '../ports/store.ts'
import type { Ledger } from './ledger.ts'
import { createAskAbout } from './pages/ask.ts'
import { createBegin } from './pages/begin.ts'
import { createFollow } from './pages/follow.ts'
import { createWhose } from './pages/whose.ts'

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
  /** Counts pages of services that no system file lists, and tells of them. */
  unlisted(service: string): Promise<void>
}

/** Turns what PagerDuty tells into what happened to an incident; opens one if there is none. */
export function createIntake(deps: IntakeDeps): Intake {
  const { systems, store, queue, clock, aside, barrier, log, unlisted } = deps
  const askAbout = createAskAbout(deps)
  const whose = createWhose(deps)
  const follow = createFollow({ ...deps, askAbout })
  const begin = createBegin({ ...deps, follow })

  /** A note may overtake its page: it waits until PagerDuty was asked about that. */
  async function keepForItsPage(
    { id, pageId, at, by }: PageEvent,
    note: string,
  ): Promise<'taken' | 'unlisted'> {
    const home = systems.find(system => system.pagerduty)?.system
    if (home === undefined) return 'unlisted'
    const job = { kind: 'early-note' as const, page: pageId, intent: id, at, by, note }
    await queue.order(home, [{ job, due: clock.now(), when: 'earlier' }])
    await barrier(home)
    return 'taken'
  }

  return {
    async page(told) {
      const event = notOfTheFuture(told, clock.now())
      const listed = event.page && systems.find(system => routeOf(system, event.page!.service))
      const isLikelyNew = listed && event.type === 'triggered' && !event.read
      // In one round trip, as each waits for Redis's disk. A number that is not needed after all is a gap.
      const [home, likely, number] = await Promise.all([
        whose.homeOf(event, listed),
        listed && whose.find(listed.system, event),
        isLikelyNew ? store.nextNumber() : undefined,
      ])
      if (!home) {
        if (event.page) await unlisted(event.page.service)
        else if (event.note !== undefined && !event.waited) return keepForItsPage(event, event.note)
        return 'unlisted'
      }
      const found = likely && home === listed ? likely : await whose.find(home.system, event)
      if (found.known) await follow(home, found.known, event)
      // What is told of a page that has left its incident may be old: how it stands now counts.
      else if (found.left && !event.read) await askAbout(home.system, event.pageId)
      else if (event.page) await begin(home, event, event.page, found, number)
      if (!event.read) await barrier(home.system)
      return 'taken'
    },

    async aside({ id: delivery, why, body, pageId }) {
      const kept = await aside.keep({ source: 'pagerduty', delivery, why, body })
      log.warn({ delivery, page: pageId, why, kept }, 'a delivery of PagerDuty is not understood, and kept')
      if (!pageId) return
      const home = (await whose.holderOf(pageId)) ?? systems.find(system => system.pagerduty)
      if (!home) return
      await askAbout(home.system, pageId)
      await barrier(home.system)
    },
  }
}

/** A time far ahead, once believed, would make all that PagerDuty and people do afterwards older than it. */
function notOfTheFuture({ page, ...event }: PageEvent, now: number): PageEvent {
  const by = (told: number) => noLaterThan(now, told)
  return {
    ...event,
    at: by(event.at),
    ...(page && { page: { ...page, createdAt: by(page.createdAt), changedAt: by(page.changedAt) } }),
  }
}
