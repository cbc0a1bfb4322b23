import type { MessageShortcut } from '@slack/bolt'
import type { Invocation } from '../../ports/invocation.ts'

/** "Declare an incident" on a message: the command, with the message to begin from. */
export function fromShortcut(body: MessageShortcut): Invocation {
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
    ...(thread !== undefined && thread !== message.ts ? { thread } : {}),
    triggerId: trigger_id,
    message: {
      text: message.text ?? '',
      ts: message.ts,
      ...(message.user ? { author: message.user } : {}),
    },
  }
}
