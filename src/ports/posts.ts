import type { Claim } from './queue.ts'

/** What became of one message that Belay meant to post; times are real milliseconds by Redis's clock. */
export type Post =
  /** `thread`: where it is a reply. */
  | ({ state: 'sending'; channel: string; thread?: string; since: number; lastSendBy: number } & About)
  | ({
      state: 'posted'
      channel: string
      thread?: string
      ts: string
      shown?: string
      link?: string
    } & Edited &
      About)
  | ({ state: 'given-up'; why: string } & About)
  /** It was posted, and Slack does not let it be edited any more: deleted, or its channel is. */
  | ({ state: 'gone'; link?: string } & About)
  /** Told of together with others. */
  | ({ state: 'in-digest'; person: string; level: number; number: number } & About)

interface About {
  /** When it was first meant, by the (possibly hurried) clock. */
  at?: number
  upTo?: number
}

interface Edited {
  /** When it was last edited, or that was tried, by the (possibly hurried) clock. */
  editedAt?: number
  /** Until then an earlier edit may still land on it, in real milliseconds by Redis's clock. */
  doubtUntil?: number
  /** What Slack has taken since the doubt began: it is sent once more when nothing can land on it any longer. */
  sent?: string
  /** Nothing more is to be said in it. */
  over?: true
}

/** The mirror of one incident in Slack: its posts by intent (`card`, `entry:12`, `mention:1:2`, `page:1:2:U1`; `card-before`, once
 * another had to be posted). */
export interface Posts {
  all(system: string, incident: string): Promise<Record<string, Post>>
  get(system: string, incident: string, intent: string): Promise<Post | undefined>
  /** Writes under the claim's token; false when that has been lost. */
  put(system: string, incident: string, intent: string, post: Post, claim: Claim): Promise<boolean>
  forget(system: string, incident: string, intent: string, claim: Claim): Promise<boolean>
}
