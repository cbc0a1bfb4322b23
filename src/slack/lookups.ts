import type { WebClient } from '@slack/web-api'
import { OutsideError } from '../domain/errors.ts'
import type { Member } from '../ports/directory.ts'
import { toOutsideError } from './outside-error.ts'
import { patiently } from './patience.ts'

export interface Group {
  id: string
  users: string[]
}

/** As many channels as Slack recommends to ask for at a time. */
const pageSize = 200

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

    /** The channels that Belay is in, by name. */
    joined: (): Promise<Map<string, string>> =>
      byName('users.conversations', query =>
        client.users.conversations({ ...query, exclude_archived: true }),
      ),

    /** Every channel that Belay can see, by name: in a large workspace this takes minutes. An archived one has its name still. */
    visible: (): Promise<Map<string, string>> =>
      byName('conversations.list', query => client.conversations.list(query)),

    /** What a channel is called; undefined where Slack does not show it to Belay. */
    channelName: (id: string): Promise<string | undefined> =>
      unless(hidden, async () => {
        const answer = await asking('conversations.info', () => client.conversations.info({ channel: id }))
        return answer.channel?.name
      }),

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

async function asking<T>(method: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw toOutsideError(error, method)
  }
}

/** What Slack says of somebody whom it does not know. */
const nobody = new Set(['user_not_found', 'users_not_found', 'user_not_visible'])

/** What Slack says of a private channel that Belay is not in, and of a conversation of several people. */
const hidden = new Set(['channel_not_found', 'missing_scope'])

async function unless<T>(codes: Set<string>, ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof OutsideError && codes.has(error.fault.code ?? '')) return undefined
    throw error
  }
}

interface Page {
  channels?: { name?: string; id?: string }[]
  response_metadata?: { next_cursor?: string }
}

async function byName(
  method: string,
  ask: (query: { types: string; limit: number; cursor?: string }) => Promise<Page>,
): Promise<Map<string, string>> {
  const channels = new Map<string, string>()
  let cursor: string | undefined
  do {
    const from = cursor === undefined ? {} : { cursor }
    const query = { types: 'public_channel,private_channel', limit: pageSize, ...from }
    const read = () => asking(method, () => ask(query))
    // Half a list says nothing of what is not in it: the pages after the first wait for as long as Slack asks to.
    const page = await (cursor === undefined ? read() : patiently(read))
    for (const { name, id } of page.channels ?? []) if (name && id) channels.set(name, id)
    cursor = page.response_metadata?.next_cursor || undefined
  } while (cursor !== undefined)
  return channels
}
