import type { Round } from './table.ts'

/** Belay and its peer in turn, every other round the peer first, so that a slow minute of the machine hits both. */
export async function inTurn<Found>(
  rounds: number,
  belay: () => Promise<Found>,
  peer: () => Promise<Found>,
): Promise<{ belay: Found; peer: Found }[]> {
  const found: { belay: Found; peer: Found }[] = []
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) {
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
export const each = <Found>(rounds: { belay: Found; peer: Found }[], of: (found: Found) => number): Round[] =>
  rounds.map(({ belay, peer }) => ({ belay: of(belay), peer: of(peer) }))
