import { count, flag, given, required } from '../args.ts'
import { pageOf } from '../page-of.ts'
import { Refusal } from '../refusal.ts'
import { channelShape } from '../shape.ts'
import type { Workspace } from '../workspace.ts'
import type { Methods } from './method.ts'
import { joined, scopeFor, visible } from './places.ts'

const kinds = { public_channel: 'public', private_channel: 'private', im: 'im' } as const
const scopes = { public_channel: 'channels:read', private_channel: 'groups:read', im: 'im:read' } as const
const isKind = (kind: string): kind is keyof typeof kinds => kind in kinds

export const conversationMethods = (workspace: Workspace): Methods => ({
  'conversations.list': {
    scope: args =>
      typesOf(args)
        .map(type => scopes[type])
        .find(scope => !workspace.bot.scopes.includes(scope)),
    run(args) {
      const wanted = typesOf(args).map(type => kinds[type] as string)
      const found = [...workspace.channels.values()].filter(
        ({ kind, archived, members }) =>
          wanted.includes(kind) &&
          !(archived && flag(args, 'exclude_archived')) &&
          (kind === 'public' || members.has(workspace.bot.userId)),
      )
      const page = pageOf(found, count(args, 'limit', 100, 1000), given(args, 'cursor'), ({ id }) => id)
      return {
        channels: page.items.map(channel => channelShape(workspace, channel)),
        response_metadata: page.response_metadata,
      }
    },
  },

  'conversations.info': {
    scope: scopeFor(workspace, 'read'),
    run: args => ({ channel: channelShape(workspace, visible(workspace, args)) }),
  },

  'conversations.members': {
    scope: scopeFor(workspace, 'read'),
    run(args) {
      const members = [...joined(workspace, args).members]
      const page = pageOf(members, count(args, 'limit', 100, 1000), given(args, 'cursor'), id => id)
      return { members: page.items, response_metadata: page.response_metadata }
    },
  },

  'conversations.open': {
    scope: 'im:write',
    run(args) {
      const users = required(args, 'users').split(',')
      const [user] = users
      if (users.length !== 1 || user === undefined) throw new Refusal('too_many_users')
      if (workspace.people.get(user)?.deleted) throw new Refusal('user_disabled')
      const channel = workspace.direct(user)
      return { channel: flag(args, 'return_im') ? channelShape(workspace, channel) : { id: channel.id } }
    },
  },

  'conversations.join': {
    scope: 'channels:join',
    run(args) {
      const channel = visible(workspace, args)
      if (channel.kind !== 'public') throw new Refusal('method_not_supported_for_channel_type')
      if (channel.archived) throw new Refusal('is_archived')
      channel.members.add(workspace.bot.userId)
      workspace.changed()
      return { channel: channelShape(workspace, channel) }
    },
  },
})

function typesOf(args: Record<string, unknown>): (keyof typeof kinds)[] {
  const types = (given(args, 'types') ?? 'public_channel').split(',').map(type => type.trim())
  if (!types.every(type => isKind(type) || type === 'mpim')) throw new Refusal('invalid_types')
  return types.filter(isKind)
}
