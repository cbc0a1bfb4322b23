import { belay } from '../../domain/actor.ts'
import type { Directory } from '../../ports/directory.ts'
import type { Ledger } from '../ledger.ts'
import type { Hold, Performer } from '../performer.ts'

interface Reached {
  incident: string
  person: string
  level: number
}

/** Writes into the timeline that somebody of a level has been told, once for the job by which they were. */
export const createTold =
  (ledger: Ledger, directory: Directory) =>
  async ({ system, claim }: Hold, { incident, person, level }: Reached): Promise<void> => {
    const people = [(await directory.member(person))?.name ?? person]
    await ledger.take(system, incident, { type: 'told', level, people, by: belay }, claim.id, { claim })
  }
export type Told = ReturnType<typeof createTold>

/** Somebody has been told together with other incidents: the digest stands there, and counts this one. */
export const toldInDigest =
  (told: Told): Performer<'told'> =>
  inHand =>
    told(inHand, inHand.job)
