export type Block = { type: string; block_id?: string } & Record<string, unknown>

export interface Channel {
  id: string
  name: string
  kind: 'public' | 'private' | 'im'
  archived: boolean
  topic: string
  members: Set<string>
  /** The person at the other end of a direct conversation. */
  person?: string
}

export interface FileShare {
  id: string
  name: string
  title: string
  content: string
}

export interface Metadata {
  event_type: string
  event_payload: Record<string, unknown>
}

export interface Message {
  channel: string
  ts: string
  /** When it came by the clock that people have before them, in milliseconds since the epoch. */
  at: number
  user: string
  text: string
  blocks: Block[]
  /** Of its thread's first message; absent outside threads. */
  thread?: string
  /** A reply that stands in the channel as well. */
  broadcast?: true
  metadata?: Metadata
  edited?: string
  files: FileShare[]
  reactions: { name: string; users: string[] }[]
}

/** Whether it stands in its channel, and not only in a thread. */
export const isInChannel = ({ thread, broadcast }: Message): boolean =>
  thread === undefined || broadcast === true

/** Seen by one person only. */
export interface Ephemeral {
  channel: string
  user: string
  ts: string
  at: number
  /** The bot, or Slackbot when Slack itself complains. */
  from: string
  text: string
  blocks: Block[]
  thread?: string
}

/** A modal that is open in front of a person. */
export interface View {
  id: string
  hash: string
  user: string
  callback_id: string
  external_id: string
  private_metadata: string
  title: { text: string }
  submit?: { text: string }
  close?: { text: string }
  blocks: Block[]
  notify_on_close: boolean
  clear_on_close: boolean
  /** The first of its stack, and the one below. */
  root: string
  previous?: string
}
