import type { Incident } from '../domain/incident.ts'

/**
 * Lists of incidents of one system, the weightiest first. A save enters incidents by itself into `unanswered` while
 * they are triggered, by when their level was called, and into their channel's list of those that have no card yet when
 * they open.
 */
export interface Lists {
  /** Ids, at most so many. */
  of(system: string, list: string, limit?: number): Promise<string[]>
  size(system: string, list: string): Promise<number>
  /**
   * How many of the incident's severity that nobody has answered had their level called in so long a time before its
   * own was; of those of one moment, the ones whose id is less.
   */
  calledBefore(system: string, incident: Incident, withinMs: number): Promise<number>
  enter(system: string, list: string, incident: Incident): Promise<void>
  /** Whatever is in `from` enters `to` as well. */
  enterAll(system: string, from: string, to: string): Promise<void>
  leave(system: string, list: string, ids: string[]): Promise<void>
}

export const unanswered = 'unanswered'
export const withoutCard = (channel: string): string => `cards:${channel}`
