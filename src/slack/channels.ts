import type { WebClient } from '@slack/web-api'
import { asking, unless } from './asking.ts'
import { patiently } from './patience.ts'

/** What Slack says of a private channel that Belay is not in, and of a conversation of several people. */
const hidden = ['channel_not_found', 'missing_scope']

/** As many channels as Slack recommends to ask for at a time. */
const pageSize = 200

interface Query {
  types: string
  limit: number
  cursor?: string
}

interface Page {
  channels?: { name?: string; id?: string }[]
  response_metadata?: { next_cursor?: string }
}

/** What the directory asks Slack about channels, afresh each time. */
export function createChannelLookups(client: WebClient) {
  return {
    /** The ids of those that Belay is in, by name. */
    joined: (): Promise<Map<string, string>> =>
      byName('users.conversations', query =>
        client.users.conversations({ ...query, exclude_archived: true }),
      ),

    /** The ids of all that Belay can see, by name, archived ones too. In a large workspace this takes minutes. */
    visible: (): Promise<Map<string, string>> =>
      byName('conversations.list', query => client.conversations.list(query)),

    /** What a channel is called; undefined where Slack does not show it to Belay. */
    name: (id: string): Promise<string | undefined> =>
      unless(hidden, async () => {
        const answer = await asking('conversations.info', () => client.conversations.info({ channel: id }))
        return answer.channel?.name
      }),
  }
}

async function byName(method: string, ask: (query: Query) => Promise<Page>): Promise<Map<string, string>> {
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
