import { z } from 'zod'
import type { Invocation } from '../../ports/invocation.ts'
import { Id } from './place.ts'

/** What is said, as an event of Slack's. */
export const Saying = z.object({
  type: z.literal('event_callback'),
  event_id: z.string(),
  team_id: Id,
  authorizations: z.array(z.object({ user_id: Id.nullish(), team_id: Id.nullish() })).nullish(),
  event: z.object({
    type: z.enum(['app_mention', 'message']),
    channel: Id,
    channel_type: z.string().nullish(),
    subtype: z.string().nullish(),
    user: Id.optional(),
    bot_id: z.string().nullish(),
    text: z.string().nullish(),
    thread_ts: z.string().nullish(),
    user_team: Id.nullish(),
    source_team: Id.nullish(),
    team: Id.nullish(),
  }),
})
export type Saying = z.infer<typeof Saying>

/**
 * What is said to @belay, in a thread too, or in its direct messages, where no name is needed. Undefined when a bot says
 * it: two bots could talk for ever.
 */
export function fromMention({ event, event_id, team_id, authorizations }: Saying): Invocation | undefined {
  const own = authorizations?.[0]?.user_id ?? undefined
  if (event.bot_id || event.subtype === 'bot_message' || !event.user || event.user === own) return undefined
  const mention = own === undefined ? /^\s*<@\w+(?:\|[^>]*)?>/ : new RegExp(`<@${own}(?:\\|[^>]*)?>`)
  return {
    id: event_id,
    source: 'mention',
    text: (event.text ?? '').replace(mention, ' ').trim(),
    fields: {},
    user: event.user,
    team: teamOf(event) ?? team_id,
    channel: event.channel,
    ...(event.thread_ts ? { thread: event.thread_ts } : {}),
  }
}

/** Where somebody writes who is not of the workspace that the event came to: in a channel shared with another. */
const teamOf = (event: Saying['event']): string | null | undefined =>
  event.user_team ?? event.source_team ?? event.team
