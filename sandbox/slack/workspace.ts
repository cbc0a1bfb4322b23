import { EventEmitter } from 'node:events'
import { createTime, newId } from './ids.ts'
import type { Channel, Ephemeral, FileShare, Message, View } from './objects.ts'
import { Refusal } from './refusal.ts'
import type { Group, Person, Seed } from './seed.ts'

export const slackbot = 'USLACKBOT'

/** Everything that the simulated workspace holds, and a word (`changed`) whenever that is something else. */
export function createWorkspace(seed: Seed, now: () => number, shownNow: () => number = now) {
  const changes = new EventEmitter()
  const channels = new Map<string, Channel>(
    seed.channels.map(({ id, name, members, topic = '', archived = false, ...channel }) => [
      id,
      {
        id,
        name,
        topic,
        archived,
        kind: channel.private ? 'private' : 'public',
        members: new Set(members),
      },
    ]),
  )
  const messages: Message[] = []
  const byTs = new Map<string, Message>()
  const ephemerals: Ephemeral[] = []
  const views: View[] = []
  const people = new Map<string, Person>(seed.people.map(person => [person.id, person]))
  const time = createTime(now)
  const changed = () => void changes.emit('changed')

  return {
    seed,
    bot: seed.bot,
    team: seed.team,
    now,
    nextTs: time,
    changes,
    changed,
    channels,
    people,
    groups: seed.groups as Group[],
    messages,
    ephemerals,
    views,

    /** A channel by id, `name` or `#name`; undefined when there is none. */
    channel: (what: string): Channel | undefined =>
      channels.get(what) ??
      [...channels.values()].find(({ name, kind }) => kind !== 'im' && name === what.replace(/^#/, '')),

    /** The direct conversation of the bot with this person, begun when there is none. */
    direct(person: string): Channel {
      if (!people.has(person)) throw new Refusal('user_not_found')
      const known = [...channels.values()].find(channel => channel.person === person)
      if (known) return known
      const channel: Channel = {
        id: newId('D'),
        name: 'directmessage',
        kind: 'im',
        archived: false,
        topic: '',
        members: new Set([person, seed.bot.userId]),
        person,
      }
      channels.set(channel.id, channel)
      changed()
      return channel
    },

    message: (channel: string, ts: string): Message | undefined => byTs.get(`${channel} ${ts}`),

    add(message: Omit<Message, 'ts' | 'at' | 'files' | 'reactions'> & { files?: FileShare[] }): Message {
      const added: Message = { files: [], reactions: [], ...message, ts: time(), at: shownNow() }
      messages.push(added)
      byTs.set(`${added.channel} ${added.ts}`, added)
      changed()
      return added
    },

    remove(message: Message): void {
      messages.splice(messages.indexOf(message), 1)
      byTs.delete(`${message.channel} ${message.ts}`)
      changed()
    },

    replies: (message: Message): Message[] =>
      messages.filter(
        other => other.channel === message.channel && other.thread === message.ts && other.ts !== message.ts,
      ),

    whisper(ephemeral: Omit<Ephemeral, 'ts' | 'at'>): Ephemeral {
      const added = { ...ephemeral, ts: time(), at: shownNow() }
      ephemerals.push(added)
      changed()
      return added
    },
  }
}
export type Workspace = ReturnType<typeof createWorkspace>
