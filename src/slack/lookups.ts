import type { WebClient } from '@slack/web-api'
import { OutsideError } from '../domain/errors.ts'
import type { Member } from '../ports/directory.ts'
import { toOutsideError } from './outside-error.ts'

export interface Group {
  id: string
  users: string[]
}

type User = NonNullable<Awaited<ReturnType<WebClient['users']['info']>>['user']>

/** The questions behind the directory, each asked of Slack afresh. */
export function createLookups(client: WebClient) {
  return {
    async groups(): Promise<Map<string, Group>> {
      const answer = await asking('usergroups.list', () => client.usergroups.list({ include_users: true }))
      const groups = new Map<string, Group>()
      for (const { handle, id, users } of answer.usergroups ?? [])
        if (handle && id) groups.set(handle, { id, users: users ?? [] })
      return groups
    },

    async channels(): Promise<Map<string, string>> {
      const channels = new Map<string, string>()
      let cursor: string | undefined
      do {
        const from = cursor === undefined ? {} : { cursor }
        const query = { types: 'public_channel,private_channel', exclude_archived: true, limit: 1_000 }
        const page = await asking('conversations.list', () =>
          client.conversations.list({ ...query, ...from }),
        )
        for (const { name, id } of page.channels ?? []) if (name && id) channels.set(name, id)
        cursor = page.response_metadata?.next_cursor || undefined
      } while (cursor !== undefined)
      return channels
    },

    member: (id: string): Promise<Member | undefined> =>
      unlessUnknown(async () => {
        const answer = await asking('users.info', () => client.users.info({ user: id }))
        return person(answer.user)
      }),

    byEmail: (email: string): Promise<Member | undefined> =>
      unlessUnknown(async () => {
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

async function asking<T>(method: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw toOutsideError(error, method)
  }
}

const unknown = new Set(['user_not_found', 'users_not_found', 'user_not_visible'])

async function unlessUnknown<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof OutsideError && unknown.has(error.fault.code ?? '')) return undefined
    throw error
  }
}
