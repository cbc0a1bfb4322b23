import type { WebClient } from '@slack/web-api'
import type { Member } from '../ports/directory.ts'
import { asking, unless } from './asking.ts'

interface Group {
  id: string
  users: string[]
}

type User = NonNullable<Awaited<ReturnType<WebClient['users']['info']>>['user']>

/** What Slack says of somebody whom it does not know. */
const nobody = ['user_not_found', 'users_not_found', 'user_not_visible']

/** What the directory asks Slack about people and their groups, afresh each time. */
export function createPeopleLookups(client: WebClient) {
  return {
    /** By handle. */
    async groups(): Promise<Map<string, Group>> {
      const answer = await asking('usergroups.list', () => client.usergroups.list({ include_users: true }))
      const groups = new Map<string, Group>()
      for (const { handle, id, users } of answer.usergroups ?? [])
        if (handle && id) groups.set(handle, { id, users: users ?? [] })
      return groups
    },

    member: (id: string): Promise<Member | undefined> =>
      unless(nobody, async () => {
        const answer = await asking('users.info', () => client.users.info({ user: id }))
        return person(answer.user)
      }),

    byEmail: (email: string): Promise<Member | undefined> =>
      unless(nobody, async () => {
        const answer = await asking('users.lookupByEmail', () => client.users.lookupByEmail({ email }))
        return person(answer.user as User | undefined)
      }),
  }
}

/** Who is deactivated, or no person at all, cannot be told anything and has no rights. */
function person(user: User | undefined): Member | undefined {
  if (!user?.id || user.deleted || user.is_bot || user.id === 'USLACKBOT') return undefined
  const name = user.profile?.display_name || user.profile?.real_name || user.real_name || user.name || user.id
  return {
    id: user.id,
    name,
    ...(user.profile?.email ? { email: user.profile.email } : {}),
    ...(user.tz ? { timezone: user.tz } : {}),
  }
}
