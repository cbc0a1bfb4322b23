/**
 * Slack's rate limits, shared by all processes: about a message a second in a channel, and a Retry-After by method or
 * channel. `urgent` messages go ahead of the others, within a small burst that the others pay back.
 */
export interface Lanes {
  /** 0: go now, the place is taken; else the real milliseconds after which to ask again. */
  take(lane: string, everyMs: number, urgent: boolean): Promise<number>
  /** Nothing goes through this lane for so long. */
  close(lane: string, forMs: number): Promise<void>
}
