import { encoded } from '../../domain/encoded.ts'
import type { PageLevels } from '../../domain/pagerduty-level.ts'
import type { OnCall, Pager } from '../../ports/pager.ts'
import { ask, find, list } from './answers.ts'
import type { Api } from './api.ts'
import { levelsOf, ordered } from './levels.ts'
import { remembered } from './remembered.ts'
import { EmailOfUser, ListedEmail, ListedOnCall, PolicyOfService } from './wire.ts'

type People = Pick<Pager, 'levels' | 'oncall' | 'email' | 'knows'>

const rememberMs = 300_000

const iso = (at: number): string => new Date(at).toISOString()

/** Who is on call in PagerDuty, and who is who. E-mails are remembered for five minutes, shifts are not. */
export function createPeople(api: Api, now: () => number): People {
  const policyOf = (service: string) =>
    ask(api, { method: 'GET', path: `/services/${encoded(service)}` }, PolicyOfService)

  const onCallFor = (policy: string, since?: number): Promise<OnCall[]> => {
    const query = {
      'escalation_policy_ids[]': [policy],
      'include[]': ['users'],
      ...(since !== undefined && { since: iso(since), until: iso(Math.max(since, now())) }),
    }
    return list(api, { method: 'GET', path: '/oncalls', query }, 'oncalls', ListedOnCall)
  }

  const email = (user: string) => find(api, { method: 'GET', path: `/users/${encoded(user)}` }, EmailOfUser)

  async function isKnown(address: string): Promise<boolean> {
    const emails = await list(
      api,
      { method: 'GET', path: '/users', query: { query: address } },
      'users',
      ListedEmail,
    )
    return emails.some(known => known.toLowerCase() === address)
  }

  const knows = remembered(isKnown, now, rememberMs)

  return {
    levels: async (page): Promise<PageLevels> =>
      page.policy === undefined || page.assignees.length === 0
        ? { fits: [] }
        : levelsOf(page, await onCallFor(page.policy, page.assignedAt)),
    oncall: async service => ordered(await onCallFor(await policyOf(service))),
    email: remembered(email, now, rememberMs),
    knows: address => knows(address.toLowerCase()),
  }
}
