import type { Observation } from '../../../ports/calls/call.ts'
import type { Instance, Place } from '../../../ports/rds.ts'

export type Target = Place & { instance: string }

/** An instance in one of these serves, whatever is done to it beside that. */
export const serves = /^(?:available|backing-up|storage-optimization)$/
const broken = /fail|incompatible|inaccessible|storage-full|stopped/
/** For so long, in milliseconds, an instance may be in a state without anything being wrong. */
export const usualMs = { change: 1_800_000, restore: 3_600_000 }
/** After so long, in milliseconds, RDS has either begun or will not. */
export const beginsWithinMs = 180_000

export const gone = (id: string) => `RDS has no instance ${id} any more.`

/** How far an instance is on its way; `isThere` says whether it has arrived. */
export function way(target: Target, found: Instance | undefined, isThere: boolean, to: string): Observation {
  if (!found) return { is: 'failed', why: gone(target.instance), said: [] }
  const { status, pending } = found
  const isAtWork = !serves.test(status) || Object.keys(pending).length > 0
  const progress = {
    done: isThere ? 1 : 0,
    of: isThere ? 1 : 0,
    what: to,
    said: [`it is ${status}`],
    ...(isAtWork && { begun: status, usualMs: usualMs.change }),
  }
  if (broken.test(status)) return { is: 'failed', why: `${target.instance} is ${status}.`, said: [] }
  return isThere ? { is: 'done', progress } : { is: 'going', progress }
}
