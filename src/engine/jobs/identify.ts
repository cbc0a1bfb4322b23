import { belay, slackIdOf } from '../../domain/actor.ts'
import { memberOf } from '../identify.ts'
import type { Performer } from '../performer.ts'
import type { PagerDutyDeps } from './pagerduty.ts'

/**
 * Finds out who in Slack somebody is that leads by what they did in PagerDuty: their e-mail is the same in both. Whoever
 * is not in Slack stays a name.
 */
export const identify =
  ({ store, ledger, pager, directory }: PagerDutyDeps): Performer<'identify'> =>
  async ({ system, job, claim }) => {
    const { incident, person } = job
    const lead = (await store.incident(system, incident))?.value.lead
    if (lead?.id !== person || slackIdOf(lead) !== undefined) return
    const member = await memberOf(person, { pager, directory })
    if (!member) return
    const { id: slack, name } = member
    const identified = { type: 'identified', person, slack, name, by: belay } as const
    await ledger.take(system, incident, identified, `${claim.id}@${claim.token}`, { claim })
  }
