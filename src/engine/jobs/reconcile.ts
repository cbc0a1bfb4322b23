import { isOpen } from '../../domain/incident.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Intake } from '../../ports/intake.ts'
import type { Pager } from '../../ports/pager.ts'
import type { Queue } from '../../ports/queue.ts'
import type { Store } from '../../ports/store.ts'
import { told } from '../page-news.ts'
import type { Performer } from '../performer.ts'

const everyMs = 60_000

export interface ReconcileDeps {
  store: Store
  queue: Queue
  clock: Clock
  pager: Pager
  intake: Intake
  /** The PagerDuty services of a system. */
  services(system: string): string[]
}

/**
 * Every minute, takes in what PagerDuty's open incidents say, in case a webhook was missed. An incident that is not
 * among them proves nothing by its absence: PagerDuty is asked for it by its id. One that cannot be taken in is told of
 * when the others have been.
 */
export const reconcile =
  ({ store, queue, clock, pager, intake, services }: ReconcileDeps): Performer<'reconcile'> =>
  async ({ system, job }) => {
    const pages = await pager.open(services(system))
    const failures: unknown[] = []
    for (const page of pages) await intake.page(told(page)).catch(error => failures.push(error))

    const listed = new Set(pages.map(page => page.id))
    const incidents = await store.incidents(system, await store.open(system))
    const missing = incidents.filter(isOpen).flatMap(({ pagerduty: link }) => {
      return link && !link.want && link.seen.status !== 'resolved' && !listed.has(link.id) ? [link.id] : []
    })
    const orders = missing.map(page => ({
      job: { kind: 'pagerduty-read' as const, page },
      due: clock.now(),
      when: 'earlier' as const,
    }))
    await queue.order(system, [...orders, { job, due: clock.now() + everyMs, when: 'replace' }])
    if (failures.length > 0) throw failures[0]
  }
