import { type Args, count, flag, given, required } from '../args.ts'
import type { Channel } from '../objects.ts'
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
    scope: listScope(workspace),
    run: args =>
      listed(workspace, args, ({ kind, members }) => kind === 'public' || isIn(workspace, members)),
  },

  'users.conversations': {
    scope: listScope(workspace),
    run(args) {
      const { channels, ...page } = listed(workspace, args, ({ members }) => isIn(workspace, members))
      // Slack leaves these two out of this method's answer.
      return { channels: channels.map(({ is_member: _, num_members: __, ...channel }) => channel), ...page }
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

const isIn = ({ bot }: Workspace, members: Set<string>) => members.has(bot.userId)

const listScope = (workspace: Workspace) => (args: Args) =>
  typesOf(args)
    .map(type => scopes[type])
    .find(scope => !workspace.bot.scopes.includes(scope))

/** A page of the channels that are shown. As in Slack, archived ones are left out of a page, not of the paging. */
function listed(workspace: Workspace, args: Args, isShown: (channel: Channel) => boolean) {
  const wanted = typesOf(args).map(type => kinds[type] as string)
  const all = [...workspace.channels.values()].filter(
    channel => wanted.includes(channel.kind) && isShown(channel),
  )
  const page = pageOf(all, count(args, 'limit', 100, 999), given(args, 'cursor'), ({ id }) => id)
  const shown = page.items.filter(({ archived }) => !(archived && flag(args, 'exclude_archived')))
  return {
    channels: shown.map((channel): Record<string, unknown> => channelShape(workspace, channel)),
    response_metadata: page.response_metadata,
  }
}

function typesOf(args: Args): (keyof typeof kinds)[] {
  const types = (given(args, 'types') ?? 'public_channel').split(',').map(type => type.trim())
  if (!types.every(type => isKind(type) || type === 'mpim')) throw new Refusal('invalid_types')
  return types.filter(isKind)
}
