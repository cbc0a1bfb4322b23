import type { Message, View } from '../../blocks/message.ts'
import { OutsideError } from '../domain/errors.ts'
import type { Rank } from './lanes.ts'

export interface Place {
  channel: string
  thread?: string
}

export interface PostOptions {
  /** Recognises the post among others: `<incident id>/<intent>`, carried as message metadata. */
  mark: string
  /** A reply that the channel sees as well, at its end, with the way to the thread. */
  broadcast?: boolean
  /** Goes ahead of what is not. */
  urgent?: boolean
  /** Real milliseconds the call may take. */
  timeoutMs?: number
}

/** A post of Belay's that was found. */
export interface Found {
  ts: string
  /** How many stand below it, Belay's own among them. */
  replies: number
  /** Whether somebody else than Belay has said something below it. */
  isAnswered: boolean
}

/** Slack, as Belay writes to it. Every call is one attempt; faults are `OutsideError`s that say whether it may have worked. */
export interface Chat {
  post(place: Place, message: Message, options: PostOptions): Promise<{ ts: string }>
  /** Edits of a higher rank go first: one without it has the lowest. */
  update(channel: string, ts: string, message: Message, rank?: Rank): Promise<void>
  remove(channel: string, ts: string): Promise<void>
  /** Belay's own posts that carry the mark, oldest first, or all of them; `since` in real milliseconds since the epoch. */
  find(place: Place, mark: string | undefined, since: number): Promise<Found[]>
  ephemeral(place: Place, user: string, message: Message): Promise<void>
  /** The channel of a direct conversation with this user. */
  direct(user: string): Promise<string>
  openModal(triggerId: string, view: View): Promise<void>
  upload(
    place: Place,
    file: { name: string; title: string; content: string; comment?: string },
  ): Promise<void>
  permalink(channel: string, ts: string): Promise<string>
}

const unshowable = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_too_long',
  'msg_blocks_too_long',
  'no_text',
])

/** Slack will never take this message as it is, but may take it in plain sections. */
export const isUnshowable = (error: unknown): error is OutsideError =>
  error instanceof OutsideError && unshowable.has(error.fault.code ?? '')

/** Slack will never edit this post, or take anything below it: it has been deleted, or where it stood has. */
export function isGone(error: unknown): boolean {
  const gone = [
    'message_not_found',
    'cant_update_message',
    'thread_not_found',
    'channel_not_found',
    'is_archived',
  ]
  return error instanceof OutsideError && gone.includes(error.fault.code ?? '')
}
