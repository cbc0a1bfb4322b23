import { belay } from '../../domain/incident.ts'
import type { Intake } from '../../ports/intake.ts'
import type { Pager } from '../../ports/pager.ts'
import type { Store } from '../../ports/store.ts'
import type { Ledger } from '../ledger.ts'
import { told } from '../page-news.ts'
import type { Performer } from '../performer.ts'

/** Asks PagerDuty what one of its incidents is like now, and takes the answer in as if it had told us. */
export const pagerdutyRead =
  (store: Store, ledger: Ledger, pager: Pager, intake: Intake): Performer<'pagerduty-read'> =>
  async ({ system, job, claim }) => {
    const page = await pager.page(job.page)
    if (page) await intake.page(told(page))
    const id = await store.find(system, `pagerduty:${job.page}`)
    if (!id) return
    if (page) {
      const level = page.status === 'triggered' ? await pager.level(page) : undefined
      const by = { via: 'pagerduty', name: 'PagerDuty' } as const
      if (level !== undefined)
        await ledger.take(system, id, { type: 'escalate', level, by }, `${claim.id}@${claim.token}`, {
          claim,
        })
      return
    }
    const text = 'PagerDuty does not know this incident any more: it is not paging for it.'
    await ledger.take(system, id, { type: 'trouble', text, by: belay }, claim.id, { claim })
  }
