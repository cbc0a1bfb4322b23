import { setTimeout as sleep } from 'node:timers/promises'
import type { ConversationsRepliesResponse, WebClient } from '@slack/web-api'
import { OutsideError } from '../domain/errors.ts'
import type { Found, Place } from '../ports/chat.ts'
import type { Lanes } from '../ports/lanes.ts'
import { type Call, type Lane, tier3 } from './call.ts'
import type { Identity } from './identity.ts'

/** What Belay's posts are told by among all others. */
export const eventType = 'belay'

/** Clocks differ, and Slack's time stamps are its own. */
const marginMs = 60_000
const pageSize = 200

type Message = NonNullable<ConversationsRepliesResponse['messages']>[number]

interface FindDeps {
  client: WebClient
  call: Call
  lanes: Lanes
  own: Pick<Identity, 'botId' | 'userId'>
}

/** Belay's own posts with this mark since a time, or all of them, in a channel or a thread, oldest first. */
export async function findPosts(
  { client, call, lanes, own: { botId, userId } }: FindDeps,
  { channel, thread }: Place,
  mark: string | undefined,
  since: number,
): Promise<Found[]> {
  const method = thread === undefined ? 'conversations.history' : 'conversations.replies'
  const lane = tier3(method, mark ?? channel)
  const oldest = ((since - marginMs) / 1000).toFixed(6)
  const found: Found[] = []
  let cursor: string | undefined
  do {
    const from = cursor === undefined ? {} : { cursor }
    const common = { channel, oldest, limit: pageSize, include_all_metadata: true, ...from }
    const page = await call(method, cursor === undefined ? lane : undefined, () =>
      thread === undefined
        ? client.conversations.history(common)
        : client.conversations.replies({ ...common, ts: thread }),
    ).catch(noThread)
    for (const message of page.messages ?? []) {
      const payload = message.metadata?.event_payload as { mark?: unknown } | undefined
      if (message.bot_id !== botId || message.metadata?.event_type !== eventType) continue
      if ((mark === undefined || payload?.mark === mark) && message.ts)
        found.push({
          ts: message.ts,
          replies: message.reply_count ?? 0,
          isAnswered: isAnswered(message, userId),
        })
    }
    cursor = page.response_metadata?.next_cursor || undefined
    if (cursor !== undefined) await turn(lanes, lane)
  } while (cursor !== undefined)
  return found.sort((a, b) => Number(a.ts) - Number(b.ts))
}

/** Slack names some of those who have answered, and counts the others. */
function isAnswered(
  { reply_count: replies = 0, reply_users: users, reply_users_count }: Message,
  own: string,
): boolean {
  if (replies === 0) return false
  if (users === undefined || (reply_users_count ?? 0) > users.length) return true
  return users.some(user => user !== own)
}

/** Below a message that was deleted before anybody answered it there is nothing. */
function noThread(error: unknown): ConversationsRepliesResponse {
  if (error instanceof OutsideError && error.fault.code === 'thread_not_found')
    return { ok: true, messages: [] }
  throw error
}

/** Half a search says nothing, so that the pages after the first wait for their turn. */
async function turn(lanes: Lanes, { name, everyMs, rank, who }: Lane): Promise<void> {
  let waitMs: number
  while ((waitMs = await lanes.take(name, everyMs, rank, who)) > 0) await sleep(waitMs)
}
