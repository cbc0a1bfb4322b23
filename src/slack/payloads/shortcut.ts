import { z } from 'zod'
import type { Invocation } from '../../ports/invocation.ts'
import { Id, Interaction } from './place.ts'

export const Shortcut = Interaction.extend({
  type: z.literal('message_action'),
  callback_id: z.literal('declare_incident'),
  trigger_id: z.string(),
  channel: z.object({ id: Id }),
  message: z.object({
    ts: z.string(),
    thread_ts: z.string().nullish(),
    text: z.string().nullish(),
    user: z.string().nullish(),
  }),
})

/** "Declare an incident" on a message: the command, with the message to begin from. */
export function fromShortcut(body: z.infer<typeof Shortcut>): Invocation {
  const { message, channel, user, team, trigger_id } = body
  const thread = message.thread_ts
  return {
    id: trigger_id,
    source: 'shortcut',
    text: 'incident declare',
    fields: {},
    user: user.id,
    team: user.team_id ?? team?.id ?? '',
    channel: channel.id,
    ...(thread && thread !== message.ts ? { thread } : {}),
    triggerId: trigger_id,
    message: {
      text: message.text ?? '',
      ts: message.ts,
      ...(message.user ? { author: message.user } : {}),
    },
  }
}
