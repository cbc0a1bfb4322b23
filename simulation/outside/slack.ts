import type { Message } from '../../blocks/message.ts'
import { OutsideError } from '../../src/domain/errors.ts'
import type { Found, Place } from '../../src/ports/chat.ts'
import type { Member } from '../../src/ports/directory.ts'

export interface Posted extends Place {
  ts: string
  mark: string
  message: Message
}

const refused = (code: string) =>
  new OutsideError(`Slack: ${code}`, { service: 'slack', fault: 'refused', effect: 'none', code })

/** How far back of the time it is asked for a look goes, as with the real one. */
const marginMs = 60_000

/** A Slack in memory: what people would see. */
export function createSlack(now: () => number, groups: Record<string, Member[]>) {
  const posts = new Map<string, Posted>()
  const everybody = Object.values(groups).flat()
  /** When people have deleted a post, by its mark, in real milliseconds. */
  const deleted = new Map<string, number>()
  /** Below what has been deleted: what stands there stays. */
  const threads = new Set<string>()
  const marks = new Set<string>()
  let last = 0
  const at = (channel: string, ts: string) => `${channel} ${ts}`
  const all = () => [...posts.values()]
  return {
    groups,
    everybody,
    all,
    marked: (mark: string) => all().filter(post => post.mark === mark),
    /** Whether somebody has taken it away. */
    isDeleted: (mark: string) => deleted.has(mark),
    /** Whether it ever stood there. */
    everMarked: (mark: string) => marks.has(mark),
    at: (channel: string, ts: string) => posts.get(at(channel, ts)),

    post(place: Place, message: Message, mark: string): { ts: string } {
      last = Math.max(last + 1, Math.floor(now() * 1_000))
      const ts = `${Math.floor(last / 1e6)}.${`${last % 1e6}`.padStart(6, '0')}`
      posts.set(at(place.channel, ts), { ...place, ts, mark, message })
      marks.add(mark)
      return { ts }
    },
    update(channel: string, ts: string, message: Message): void {
      const post = posts.get(at(channel, ts))
      if (!post) throw refused('message_not_found')
      post.message = message
    },
    deleted,
    threads,
    remove: (channel: string, ts: string): void => void posts.delete(at(channel, ts)),
    find: (place: Place, mark: string | undefined, since: number): Found[] =>
      all()
        .filter(post => post.channel === place.channel && post.thread === place.thread)
        .filter(post => mark === undefined || post.mark === mark)
        .filter(({ ts }) => Number(ts) * 1_000 >= since - marginMs)
        .map(({ ts }) => ({
          ts,
          replies: all().filter(post => post.thread === ts).length,
          isAnswered: false,
        })),
  }
}
export type Slack = ReturnType<typeof createSlack>
