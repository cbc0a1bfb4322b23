import { unknownPageLine } from '../../../blocks/trouble-line.ts'
import { belay, pagerduty } from '../../domain/actor.ts'
import { levelOf } from '../../domain/pagerduty-level.ts'
import type { PagerDutyLink } from '../../domain/pagerduty-state.ts'
import type { Intake } from '../../ports/intake.ts'
import type { Pager } from '../../ports/pager.ts'
import type { Store } from '../../ports/store.ts'
import type { Asked } from '../faces.ts'
import type { Ledger } from '../ledger.ts'
import { told } from '../pages/news.ts'
import type { Performer } from '../performer.ts'

/** Asks PagerDuty what one of its incidents is like now, and takes the answer in as if it had told us. */
export const pagerdutyRead =
  (store: Store, ledger: Ledger, pager: Pager, intake: Intake): Performer<'pagerduty-read'> =>
  async ({ system, job, claim }) => {
    const itsIncident = () => store.find(system, `pagerduty:${job.page}`)
    const take = async (asked: Asked, operation: string) => {
      const id = await itsIncident()
      if (id) await ledger.take(system, id, asked, operation, { claim })
    }
    const before = await known()
    const page = await pager.page(job.page)
    if (!page) {
      return take({ type: 'trouble', text: unknownPageLine, by: belay }, claim.id)
    }
    const level = page.status === 'triggered' ? levelOf(before, await pager.levels(page)) : undefined
    const operation = `${claim.id}@${claim.token}`
    // What a person escalated goes to that level, and does not begin at the first because it is triggered again.
    // While we want something of it ourselves, it may be our own doing that is told here.
    if (level !== undefined && before?.escalated && !before.want)
      await take({ type: 'escalate', level, pageId: page.id, ...before.escalated }, `${operation}:by-person`)
    await intake.page(told(page, before))
    if (level !== undefined)
      await take({ type: 'escalate', level, pageId: page.id, by: pagerduty }, operation)

    async function known(): Promise<PagerDutyLink | undefined> {
      const id = await itsIncident()
      const link = id === undefined ? undefined : (await store.incident(system, id))?.value.pagerduty
      return link?.id === job.page ? link : undefined
    }
  }
