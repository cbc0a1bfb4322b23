import { encoded } from '../../domain/encoded.ts'
import type { OnCall, Pager } from '../../ports/pager.ts'
import { ask, find, list } from './answers.ts'
import type { Api } from './api.ts'
import { levelOf, ordered } from './levels.ts'
import { remembered } from './remembered.ts'
import { EmailOfUser, ListedEmail, ListedOnCall, PolicyOfService } from './wire.ts'

type People = Pick<Pager, 'level' | 'oncall' | 'email' | 'knows'>

const rememberMs = 300_000

/** Who is on call in PagerDuty, and who is who. E-mails are remembered for five minutes, shifts are not. */
export function createPeople(api: Api, now: () => number): People {
  const policyOf = (service: string) =>
    ask(api, { method: 'GET', path: `/services/${encoded(service)}` }, PolicyOfService)

  const onCallFor = (policy: string): Promise<OnCall[]> => {
    const query = { 'escalation_policy_ids[]': [policy], 'include[]': ['users'] }
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
    level: async page =>
      page.policy === undefined || page.assignees.length === 0
        ? undefined
        : levelOf(page, await onCallFor(page.policy)),
    oncall: async service => ordered(await onCallFor(await policyOf(service))),
    email: remembered(email, now, rememberMs),
    knows: address => knows(address.toLowerCase()),
  }
}
