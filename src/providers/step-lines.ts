import { Milliseconds } from '../domain/duration.ts'
import type { Json } from '../domain/run/plan.ts'

/** Without --tail so many lines of a log are shown, and never more than so many. */
const lines = { usual: 200, most: 2_000 }

/** How many lines a step's --tail asks for: the most, where it is no number above 0. */
export function tailOf(tail: Json | undefined): number {
  const count = Number(tail ?? lines.usual)
  return count > 0 ? Math.min(count, lines.most) : lines.most
}

/** How far back a step's --since goes, in milliseconds; undefined without one. */
export const sinceOf = (since: Json | undefined): number | undefined =>
  typeof since === 'string' ? Milliseconds.safeParse(since).data : undefined
