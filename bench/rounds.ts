import type { Around } from './measurement.ts'
import type { Round } from './table.ts'

/** What each round found of Belay and of its peer. */
export type Rounds<Found> = { belay: Found; peer: Found }[]

/** Belay and its peer in turn, every other round the peer first, so that a slow minute of the machine hits both. */
export async function inTurn<Found>(
  { rounds, say }: Pick<Around, 'rounds' | 'say'>,
  what: string,
  belay: () => Promise<Found>,
  peer: () => Promise<Found>,
): Promise<Rounds<Found>> {
  const found: Rounds<Found> = []
  for (let round = 1; round <= rounds; round++) {
    say(`${what}, round ${round} of ${rounds}`)
    if (round % 2 === 1) {
      const first = await belay()
      found.push({ belay: first, peer: await peer() })
    } else {
      const first = await peer()
      found.push({ peer: first, belay: await belay() })
    }
  }
  return found
}

/** One figure of each round. */
export const each = <Found>(rounds: Rounds<Found>, of: (found: Found) => number): Round[] =>
  rounds.map(({ belay, peer }) => ({ belay: of(belay), peer: of(peer) }))
