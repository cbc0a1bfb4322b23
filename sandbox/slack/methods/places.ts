import { type Args, given, required } from '../args.ts'
import type { Channel } from '../objects.ts'
import { Refusal } from '../refusal.ts'
import type { Workspace } from '../workspace.ts'

const prefix = { public: 'channels', private: 'groups', im: 'im' } as const

/** `channels:history`, `groups:read` …: the scope that this kind of channel needs. */
export const scopeFor = (workspace: Workspace, what: 'read' | 'history') => (args: Args) => {
  const channel = workspace.channel(given(args, 'channel') ?? '')
  return channel && `${prefix[channel.kind]}:${what}`
}

/** A channel that the bot can see. */
export function visible(workspace: Workspace, args: Args): Channel {
  const channel = workspace.channels.get(required(args, 'channel'))
  const inside = channel?.members.has(workspace.bot.userId)
  if (!channel || (channel.kind !== 'public' && !inside)) throw new Refusal('channel_not_found')
  return channel
}

/** A channel that the bot is in. */
export function joined(workspace: Workspace, args: Args): Channel {
  const channel = visible(workspace, args)
  if (!channel.members.has(workspace.bot.userId)) throw new Refusal('not_in_channel')
  return channel
}

/** A channel that the bot can write to: a user's id stands for the conversation with them, a name for its channel. */
export function writable(workspace: Workspace, args: Args): Channel {
  const what = required(args, 'channel')
  if (workspace.people.has(what)) return workspace.direct(what)
  const id = workspace.channel(what)?.id ?? what
  const channel = joined(workspace, { channel: id })
  if (channel.archived) throw new Refusal('is_archived')
  return channel
}
