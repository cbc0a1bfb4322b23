/**
 * Pages and answers go first, then what stands in a channel and says how bad it is, then what goes into threads, edits
 * that tell of progress, and look-ups.
 */
export type Rank = 'page' | 'card' | 'thread'

/**
 * Slack's rate limits, shared by all processes: about a message a second in a channel, and a Retry-After by method or
 * channel. Pages go ahead of the others within a small burst that the others pay back.
 */
export interface Lanes {
  /**
   * 0: go now, the turn is taken; else the real milliseconds after which to ask again. `who` keeps a place meanwhile
   * among those of its rank; without it, as with all pages, whoever asks next when the lane is free goes.
   */
  take(lane: string, everyMs: number, rank: Rank, who?: string): Promise<number>
  /** Nothing goes through this lane for so long. */
  close(lane: string, forMs: number): Promise<void>
}
