import { belay } from '../../domain/incident.ts'
import type { Intake } from '../../ports/intake.ts'
import type { Pager } from '../../ports/pager.ts'
import type { Store } from '../../ports/store.ts'
import type { Asked } from '../faces.ts'
import type { Ledger } from '../ledger.ts'
import { told } from '../page-news.ts'
import type { Performer } from '../performer.ts'

/** Asks PagerDuty what one of its incidents is like now, and takes the answer in as if it had told us. */
export const pagerdutyRead =
  (store: Store, ledger: Ledger, pager: Pager, intake: Intake): Performer<'pagerduty-read'> =>
  async ({ system, job, claim }) => {
    const take = async (asked: Asked, operation: string) => {
      const id = await store.find(system, `pagerduty:${job.page}`)
      if (id) await ledger.take(system, id, asked, operation, { claim })
    }
    const page = await pager.page(job.page)
    if (!page) {
      const text = 'PagerDuty does not know this incident any more: it is not paging for it.'
      return take({ type: 'trouble', text, by: belay }, claim.id)
    }
    const level = page.status === 'triggered' ? await pager.level(page) : undefined
    const { by } = job
    const news = told(page)
    // What a person escalated goes to that level, and does not begin at the first because it is triggered again.
    if (level !== undefined && by)
      await take({ type: 'escalate', level, by, at: news.at }, `${claim.id}@${claim.token}`)
    await intake.page(news)
    if (level !== undefined && !by) {
      const itself = { via: 'pagerduty', name: 'PagerDuty' } as const
      await take({ type: 'escalate', level, by: itself }, `${claim.id}@${claim.token}`)
    }
  }
