import type { Claim } from './queue.ts'

/** What became of one message that Belay meant to post; times are real milliseconds by Redis's clock. */
export type Post =
  | { state: 'sending'; channel: string; since: number; lastSendBy: number; upTo?: number }
  | { state: 'posted'; channel: string; ts: string; shown?: string; link?: string; upTo?: number }
  | { state: 'given-up'; why: string; upTo?: number }

/** The mirror of one incident in Slack: its posts by intent (`card`, `entry:12`, `mention:1:2`, `page:1:2:U1`). */
export interface Posts {
  all(system: string, incident: string): Promise<Record<string, Post>>
  get(system: string, incident: string, intent: string): Promise<Post | undefined>
  /** Writes under the claim's token; false when that has been lost. */
  put(system: string, incident: string, intent: string, post: Post, claim: Claim): Promise<boolean>
  forget(system: string, incident: string, intent: string, claim: Claim): Promise<boolean>
}
