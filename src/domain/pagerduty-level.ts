import type { PagerDutyLink } from './pagerduty-state.ts'

/** Where a page may be in its policy. */
export interface PageLevels {
  /** The levels whose people it is assigned to, the lowest first: several, where somebody is on several. */
  fits: number[]
  /** The last level that has anybody; undefined where that is not known. */
  last?: number
}

/** What is told of an escalation so soon after Belay has had PagerDuty climb is that: PagerDuty names a person for it. */
const echoMs = 5_000

/**
 * The level that a page is at. PagerDuty begins with its first, climbs from one to the next, and may begin again after
 * the last: of several that fit, it is at the first from where it was last seen, or beyond that if it was heard to climb
 * since. One that climbed, and fits nowhere, as when a shift has ended meanwhile, is on the next.
 */
export function levelOf(link: PagerDutyLink | undefined, { fits, last }: PageLevels): number | undefined {
  const hasClimbed = link !== undefined && hasClimbedSince(link)
  const from = (link?.seen.level ?? 1) + (hasClimbed ? 1 : 0)
  if (fits.length > 0) return fits.find(level => level >= from) ?? fits[0]
  return hasClimbed && from <= (last ?? from) ? from : undefined
}

/** Whether it was heard to climb after it was last seen at a level. */
function hasClimbedSince({ escalated, raisedAt }: PagerDutyLink): boolean {
  if (!escalated || raisedAt === undefined) return escalated !== undefined
  return escalated.at > raisedAt + (escalated.by.id === undefined ? 0 : echoMs)
}
