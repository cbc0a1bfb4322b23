import type { AppMentionEvent, GenericMessageEvent } from '@slack/types'
import type { Invocation } from '../../ports/invocation.ts'

export interface Envelope {
  event: AppMentionEvent | GenericMessageEvent
  event_id: string
  team_id: string
  authorizations?: { user_id: string }[] | undefined
}

/**
 * What is said to @belay, in a thread too, or in its direct messages, where no name is needed. Undefined when a bot says
 * it: two bots could talk for ever.
 */
export function fromMention({ event, event_id, team_id, authorizations }: Envelope): Invocation | undefined {
  const own = authorizations?.[0]?.user_id
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
const teamOf = (event: { user_team?: string; source_team?: string; team?: string }): string | undefined =>
  event.user_team ?? event.source_team ?? event.team
