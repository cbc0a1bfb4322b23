import { type Incident, isOpen } from '../../domain/incident.ts'
import type { Page } from '../../domain/page.ts'
import { pagerdutyServices, severityOf } from '../../domain/routing.ts'
import { severities } from '../../domain/severity.ts'
import type { System } from '../../domain/system.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Intake } from '../../ports/intake.ts'
import type { Pager } from '../../ports/pager.ts'
import type { Queue } from '../../ports/queue.ts'
import type { Store } from '../../ports/store.ts'
import { isOtherwise, told } from '../pages/news.ts'
import type { Performer } from '../performer.ts'

const everyMs = 60_000
/** So many incidents are held at once at most: there may be tens of thousands. */
const atOnce = 1_000

export interface ReconcileDeps {
  store: Store
  queue: Queue
  clock: Clock
  pager: Pager
  intake: Intake
  home(system: string): System | undefined
}

/**
 * Every minute, looks at PagerDuty's open incidents, in case a webhook was missed. One that nobody has told of is taken
 * in, the severest first and of those the newest, since there may be thousands. What a known one should not be according
 * to this list, or that it is not on the list, proves nothing yet: PagerDuty is asked for it by its id, and so for one
 * that is on it and not understood. One that cannot be taken in is told of when the others have been.
 */
export const reconcile =
  ({ store, queue, clock, pager, intake, home }: ReconcileDeps): Performer<'reconcile'> =>
  async ({ system, job }) => {
    const own = home(system)
    if (!own) return
    const { pages, unread } = await pager.open(pagerdutyServices(own))
    const failures: unknown[] = []
    const doubtful = [...unread]
    const look = async (page: Page): Promise<void> => {
      const id = await store.find(system, `pagerduty:${page.id}`)
      const known = id === undefined ? undefined : (await store.incident(system, id))?.value
      if (!known) await intake.page(told(page, undefined))
      else if (known.pagerduty?.id !== page.id || isOtherwise(known, page)) doubtful.push(page.id)
    }
    for (const page of bySeverity(pages, own)) await look(page).catch(error => failures.push(error))

    const listed = new Set([...unread, ...pages.map(page => page.id)])
    const missing: string[] = []
    const open = await store.open(system)
    for (let from = 0; from < open.length; from += atOnce) {
      const incidents = await store.incidents(system, open.slice(from, from + atOnce))
      missing.push(...pagesOf(incidents).filter(page => !listed.has(page)))
    }
    const orders = [...doubtful, ...missing].map(page => ({
      job: { kind: 'pagerduty-read' as const, page },
      due: clock.now(),
      when: 'earlier' as const,
    }))
    await queue.order(system, [...orders, { job, due: clock.now() + everyMs, when: 'replace' }])
    if (failures.length > 0) throw failures[0]
  }

/** The pages by which PagerDuty still stands for them. */
const pagesOf = (incidents: Incident[]): string[] =>
  incidents.filter(isOpen).flatMap(({ pagerduty: link }) => {
    if (!link || link.want || (link.refused && link.seen.status === 'resolved')) return []
    return link.id
  })

const bySeverity = (pages: Page[], home: System): Page[] =>
  severities.flatMap(severity => pages.filter(page => severityOf(home, page) === severity))
