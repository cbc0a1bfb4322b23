import { type Channel, type Ephemeral, isInChannel, type Message } from '../objects.ts'
import type { Workspace } from '../workspace.ts'
import type { Panel } from './panel.ts'

const mostShown = 200
const mostCounted = 100

/** What does not change: who is here, what can be typed and done. */
export const factsOf = ({ team, bot, people, groups }: Workspace, panel: Panel | undefined) => ({
  team,
  bot: { id: bot.userId, name: bot.name, commands: bot.commands, shortcuts: bot.shortcuts },
  people: [...people.values()]
    .filter(({ deleted }) => !deleted)
    .map(({ id, name, title = '' }) => ({ id, name, title })),
  groups: groups.map(({ id, handle }) => ({ id, handle })),
  panel: panel && { title: panel.title, groups: panel.groups, tour: panel.tour ?? '' },
})

/** What one person has before them, with one channel and one thread open. */
export function stateOf(
  workspace: Workspace,
  person: string,
  open: { channel?: string | undefined; thread?: string | undefined },
) {
  workspace.direct(person)
  const channels = [...workspace.channels.values()].filter(
    ({ members, archived }) => members.has(person) && !archived,
  )
  const channel = channels.find(({ id }) => id === open.channel) ?? channels[0]
  const parent = channel && open.thread ? workspace.message(channel.id, open.thread) : undefined
  const inChannel = workspace.messages.filter(
    message => message.channel === channel?.id && isInChannel(message),
  )
  const whispers = workspace.ephemerals.filter(one => one.user === person && one.channel === channel?.id)
  const inThread = parent ? workspace.replies(parent) : []
  return {
    channels: channels.map(one => channelOf(workspace, one, person)),
    channel: channel?.id,
    messages: inOrder([
      ...inChannel.slice(-mostShown),
      ...whispers.filter(({ thread }) => thread === undefined),
    ]).map(one => shown(workspace, one)),
    thread: parent && [
      shown(workspace, parent),
      ...inOrder([...inThread, ...whispers.filter(({ thread }) => thread === parent.ts)]).map(one =>
        shown(workspace, one),
      ),
    ],
    view: workspace.views.findLast(view => view.user === person),
  }
}

function channelOf(workspace: Workspace, { id, name, kind, topic, members }: Channel, person: string) {
  const posts = workspace.messages
    .filter(message => message.channel === id && isInChannel(message) && message.user !== person)
    .slice(-mostCounted)
  const groups = workspace.groups.filter(({ users }) => users.includes(person)).map(group => group.id)
  return { id, name, kind, topic, members: members.size, posts: posts.map(({ ts }) => ts), calls: callsOf() }

  /** The posts that call this person, in their threads too. */
  function callsOf(): string[] {
    const call = [person, ...groups]
    return workspace.messages
      .filter(message => message.channel === id && message.user !== person)
      .slice(-mostCounted)
      .filter(({ text, blocks }) => {
        const said = text + JSON.stringify(blocks)
        return call.some(
          id => said.includes(`<@${id}>`) || said.includes(`<!subteam^${id}`) || said.includes(`"${id}"`),
        )
      })
      .map(({ ts }) => ts)
  }
}

/** Of the message whose thread a reply stands in, what its notification said. */
const firstOf = (workspace: Workspace, { channel, thread }: Message): string =>
  workspace.message(channel, thread ?? '')?.text ?? 'a message that is gone'

const inOrder = (all: (Message | Ephemeral)[]) => all.sort((a, b) => Number(a.ts) - Number(b.ts))

function shown(workspace: Workspace, message: Message | Ephemeral) {
  const { ts, at, channel, text, blocks, thread } = message
  const common = { ts, at, channel, text, blocks, ...(thread !== undefined && { thread }) }
  if (!('files' in message)) return { ...common, user: message.from, ephemeral: true }
  const replies = workspace.replies(message)
  return {
    ...common,
    user: message.user,
    edited: message.edited !== undefined,
    ...(message.broadcast && { broadcast: firstOf(workspace, message) }),
    files: message.files,
    reactions: message.reactions,
    ...(replies.length > 0 && {
      replies: {
        count: replies.length,
        last: replies.at(-1)!.at,
        users: [...new Set(replies.map(({ user }) => user))].slice(0, 4),
      },
    }),
  }
}
