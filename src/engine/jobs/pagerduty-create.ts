import { pagerdutyLine } from '../../../blocks/trouble-line.ts'
import { belay } from '../../domain/actor.ts'
import type { Page } from '../../domain/page.ts'
import { isWorse } from '../../domain/severity.ts'
import { isFinal } from '../failure.ts'
import { ownKey, ownTitle } from '../pages/incident.ts'
import type { Performer } from '../performer.ts'
import { inTheirName } from './in-their-name.ts'
import type { PagerDutyDeps } from './pagerduty.ts'

/** Has PagerDuty page for an incident that began in Slack. */
export const pagerdutyCreate =
  (deps: PagerDutyDeps): Performer<'pagerduty-create'> =>
  async ({ system, job, claim, guard }) => {
    const { store, ledger, pager, barrier } = deps
    const incident = (await store.incident(system, job.incident))?.value
    if (!incident?.pagerdutyService || incident.pagerduty || incident.state !== 'triggered') return
    const { pagerdutyService: service } = incident
    const urgency = isWorse('P2', incident.severity) ? 'low' : 'high'
    const key = ownKey(incident.id, incident.cycle)
    let page: Page
    try {
      page = await inTheirName(incident.openedBy, deps, async from => {
        await barrier(system)
        return pager.create(service, ownTitle(incident), key, urgency, from, guard)
      })
    } catch (error) {
      if (!isFinal(error)) throw error
      const text = pagerdutyLine('page', error.message)
      const operation = `${claim.id}@${claim.token}:trouble`
      await ledger.take(system, job.incident, { type: 'trouble', text, by: belay }, operation, { claim })
      return
    }
    await store.claimKey(`pagerduty:${page.id}`, system)
    const paging = { type: 'paging', id: page.id, url: page.url, by: belay } as const
    await ledger.take(system, job.incident, paging, claim.id, { claim, keys: [`pagerduty:${page.id}`] })
  }
