import { z } from 'zod'
import type { Invocation } from '../../ports/invocation.ts'
import { MessageText, textOf } from './message-text.ts'
import { Id, Interaction } from './place.ts'

/** What each shortcut on a message asks for. */
const asksFor = { declare_incident: 'incident declare', add_to_timeline: 'incident note' } as const

export const Shortcut = Interaction.extend({
  type: z.literal('message_action'),
  callback_id: z.enum(['declare_incident', 'add_to_timeline']),
  trigger_id: z.string(),
  channel: z.object({ id: Id }),
  message: MessageText.extend({
    ts: z.string(),
    thread_ts: z.string().nullish(),
    user: z.string().nullish(),
  }),
})

/** A shortcut on a message: the command, with the message to begin from. */
export function fromShortcut(body: z.infer<typeof Shortcut>): Invocation {
  const { callback_id, message, channel, user, team, trigger_id } = body
  const thread = message.thread_ts
  return {
    id: trigger_id,
    source: 'shortcut',
    text: asksFor[callback_id],
    fields: {},
    user: user.id,
    team: user.team_id ?? team?.id ?? '',
    channel: channel.id,
    ...(thread && thread !== message.ts ? { thread } : {}),
    triggerId: trigger_id,
    message: {
      text: textOf(message),
      ts: message.ts,
      ...(message.user ? { author: message.user } : {}),
    },
  }
}
