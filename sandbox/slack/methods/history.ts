import { type Args, count, flag, given, required } from '../args.ts'
import { isInChannel, type Message } from '../objects.ts'
import { pageOf } from '../page-of.ts'
import { Refusal } from '../refusal.ts'
import { messageShape } from '../shape.ts'
import type { Workspace } from '../workspace.ts'
import type { Methods } from './method.ts'
import { joined, scopeFor } from './places.ts'

export const historyMethods = (workspace: Workspace): Methods => ({
  'conversations.history': {
    scope: scopeFor(workspace, 'history'),
    run(args) {
      const channel = joined(workspace, args)
      const found = workspace.messages
        .filter(message => message.channel === channel.id && isInChannel(message) && within(args, message))
        .reverse()
      return answer(workspace, args, found, 100, 999)
    },
  },

  'conversations.replies': {
    scope: scopeFor(workspace, 'history'),
    run(args) {
      const channel = joined(workspace, args)
      const asked = workspace.message(channel.id, required(args, 'ts'))
      const parent = asked?.thread === undefined ? asked : workspace.message(channel.id, asked.thread)
      if (!parent) throw new Refusal('thread_not_found')
      // The first message is always among them.
      const found = [parent, ...workspace.replies(parent).filter(message => within(args, message))]
      return answer(workspace, args, found, 1000, 1000)
    },
  },
})

function within(args: Args, { ts }: Message): boolean {
  const at = Number(ts)
  const oldest = Number(given(args, 'oldest') ?? 0)
  const latest = Number(given(args, 'latest') ?? Number.POSITIVE_INFINITY)
  const inclusive = flag(args, 'inclusive')
  return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest
}

function answer(workspace: Workspace, args: Args, found: Message[], unless: number, max: number) {
  const page = pageOf(found, count(args, 'limit', unless, max), given(args, 'cursor'), ({ ts }) => ts)
  const withMetadata = flag(args, 'include_all_metadata')
  return {
    messages: page.items.map(message => messageShape(workspace, message, withMetadata)),
    has_more: page.response_metadata.next_cursor !== '',
    response_metadata: page.response_metadata,
  }
}
