import type { Message } from '../../blocks/message.ts'
import { type Fault, OutsideError } from '../../src/domain/errors.ts'
import type { Chat, Place } from '../../src/ports/chat.ts'
import type { Directory, Member } from '../../src/ports/directory.ts'

export interface Posted extends Place {
  ts: string
  mark: string
  message: Message
  edits: number
}

/** The mark of what somebody else has said. */
export const someone = 'someone'

/** How a call to Slack may go wrong. `lost`: it is carried out, but its answer never comes. */
export type Trouble = 'lost' | 'away' | 'limited' | 'invalid_blocks'

/** What Slack, or another, says when another try will not help. */
export const refused = (code: string, service: Fault['service'] = 'slack') =>
  new OutsideError(`${service} refused: ${code}`, { service, fault: 'refused', effect: 'none', code })

const faults: Record<Trouble, ConstructorParameters<typeof OutsideError>[1]> = {
  lost: { service: 'slack', fault: 'away', effect: 'unknown' },
  away: { service: 'slack', fault: 'away', effect: 'none' },
  limited: { service: 'slack', fault: 'limited', effect: 'none', retryAfterMs: 20 },
  invalid_blocks: refused('invalid_blocks').fault,
}

/** A Slack in memory behind the `Chat` and `Directory` ports: what people would see, and trouble on demand. */
export function createFakeSlack(groups: Record<string, Member[]>) {
  const posts: Posted[] = []
  const troubles: { method: keyof Chat; trouble: Trouble }[] = []
  const first = 1_700_000_000
  let last = first

  function go(method: keyof Chat): Trouble | undefined {
    const i = troubles.findIndex(trouble => trouble.method === method)
    return i < 0 ? undefined : troubles.splice(i, 1)[0]!.trouble
  }
  const fail = (trouble: Trouble) => new OutsideError(`Slack: ${trouble}`, faults[trouble])

  const chat: Chat = {
    async post(place, message, { mark }) {
      const trouble = go('post')
      if (trouble && trouble !== 'lost') throw fail(trouble)
      const ts = `${++last}.000100`
      posts.push({ ...place, ts, mark, message, edits: 0 })
      if (trouble) throw fail(trouble)
      return { ts }
    },
    async update(channel, ts, message) {
      const trouble = go('update')
      if (trouble && trouble !== 'lost') throw fail(trouble)
      const post = posts.find(post => post.channel === channel && post.ts === ts)
      if (!post) throw refused('message_not_found')
      post.message = message
      post.edits++
      if (trouble) throw fail(trouble)
    },
    async remove(_, ts) {
      posts.splice(
        posts.findIndex(post => post.ts === ts),
        1,
      )
    },
    async find(place, mark) {
      return posts
        .filter(post => post.channel === place.channel && post.thread === place.thread)
        .filter(post => mark === undefined || post.mark === mark)
        .map(({ ts }) => {
          const below = posts.filter(post => post.thread === ts)
          return { ts, replies: below.length, isAnswered: below.some(({ mark }) => mark === someone) }
        })
    },
    async direct(user) {
      return `D-${user}`
    },
    async permalink(channel, ts) {
      const trouble = go('permalink')
      if (trouble) throw fail(trouble)
      const isOurs = Number(ts) > first && Number(ts) < last + 1
      if (isOurs && !posts.some(post => post.channel === channel && post.ts === ts))
        throw refused('message_not_found')
      return `https://slack.example.com/${channel}/${ts}`
    },
    async ephemeral() {},
    async openModal() {},
    async upload() {},
  }

  const everybody = () => Object.values(groups).flat()
  const people = async (person: string) =>
    groups[person] ?? everybody().filter(({ id, email }) => id === person || email === person)
  const directory: Directory = {
    people,
    entitled: people,
    group: async handle => (groups[handle] ? `S${handle.slice(1).toUpperCase()}` : undefined),
    member: async id => everybody().find(member => member.id === id),
    byEmail: async email => everybody().find(member => member.email === email),
    channel: async name => `C-${name.replace('#', '')}`,
    channelName: async id => id.replace('C-', '#'),
  }

  return {
    chat,
    directory,
    posts,
    /** The next call of this method goes wrong so; after several calls of this, the next several. */
    trouble: (method: keyof Chat, trouble: Trouble) => troubles.push({ method, trouble }),
    cards: () => posts.filter(post => !post.thread && post.channel.startsWith('C-')),
    thread: () => posts.filter(post => post.thread).map(post => post.message.text),
    direct: (user: string) => posts.filter(post => post.channel === `D-${user}`),
  }
}
