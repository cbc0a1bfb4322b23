import { untilNewerMs } from '../domain/errors.ts'
import type { Claim } from '../ports/queue.ts'
import { NotYet } from './performer.ts'

/**
 * Offers a job again while another Belay that runs beside this one, with other files or a newer version, may do it: for
 * so many milliseconds from when it was due. `why` says what is not known here.
 */
export function leaveToOthers({ due }: Claim, now: number, forMs: number, why: string): void {
  if (now - due < forMs) throw new NotYet(untilNewerMs, why)
}
