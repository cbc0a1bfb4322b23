import { type Args, flag, given, required } from '../args.ts'
import type { Channel, Message } from '../objects.ts'
import { Refusal } from '../refusal.ts'
import { messageShape } from '../shape.ts'
import type { Workspace } from '../workspace.ts'
import { draft, metadata } from './draft.ts'
import type { Methods } from './method.ts'
import { visible, writable } from './places.ts'

export const chatMethods = (workspace: Workspace): Methods => ({
  'chat.postMessage': {
    scope: 'chat:write',
    run(args) {
      const channel = writable(workspace, args)
      const { text, blocks } = draft(args)
      const about = metadata(args)
      const message = workspace.add({
        channel: channel.id,
        user: workspace.bot.userId,
        text,
        blocks,
        ...inThread(workspace, channel, args),
        ...(about && { metadata: about }),
      })
      return { channel: channel.id, ts: message.ts, message: messageShape(workspace, message) }
    },
  },

  'chat.postEphemeral': {
    scope: 'chat:write',
    run(args) {
      const channel = writable(workspace, args)
      const user = required(args, 'user')
      if (!workspace.people.has(user)) throw new Refusal('user_not_found')
      if (!channel.members.has(user)) throw new Refusal('user_not_in_channel')
      const { ts } = workspace.whisper({
        channel: channel.id,
        user,
        from: workspace.bot.userId,
        ...draft(args),
        ...inThread(workspace, channel, args),
      })
      return { message_ts: ts }
    },
  },

  'chat.update': {
    scope: 'chat:write',
    run(args) {
      const message = own(workspace, args, 'cant_update_message')
      const { text, blocks } = draft(args)
      const about = metadata(args)
      // Text alone takes the blocks away.
      Object.assign(message, { text, blocks, edited: workspace.nextTs(), ...(about && { metadata: about }) })
      workspace.changed()
      const { channel, ts } = message
      return { channel, ts, text, message: messageShape(workspace, message) }
    },
  },

  'chat.delete': {
    scope: 'chat:write',
    run(args) {
      const message = own(workspace, args, 'cant_delete_message')
      workspace.remove(message)
      return { channel: message.channel, ts: message.ts }
    },
  },

  'chat.getPermalink': {
    run(args) {
      const channel = visible(workspace, args)
      const message = workspace.message(channel.id, required(args, 'message_ts'))
      if (!message) throw new Refusal('message_not_found')
      return { channel: channel.id, permalink: permalink(workspace, message) }
    },
  },
})

function permalink({ team }: Workspace, { channel, ts, thread }: Message): string {
  const query = thread === undefined ? '' : `?thread_ts=${thread}&cid=${channel}`
  return `https://${team.domain}.slack.com/archives/${channel}/p${ts.replace('.', '')}${query}`
}

function inThread(workspace: Workspace, channel: Channel, args: Args): { thread?: string; broadcast?: true } {
  const ts = given(args, 'thread_ts')
  if (ts === undefined) return {}
  const parent = workspace.message(channel.id, ts)
  if (!parent) throw new Refusal('thread_not_found')
  return { thread: parent.thread ?? parent.ts, ...(flag(args, 'reply_broadcast') && { broadcast: true }) }
}

function own(workspace: Workspace, args: Args, refuse: string): Message {
  const channel = visible(workspace, args)
  const message = workspace.message(channel.id, required(args, 'ts'))
  if (!message) throw new Refusal('message_not_found')
  if (message.user !== workspace.bot.userId) throw new Refusal(refuse)
  return message
}
