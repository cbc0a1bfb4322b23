import { addCoverage, type Coverage, createCoverage } from './coverage.ts'
import type { Planted } from './engine.ts'
import { type EpisodeResult, episode, type Violation } from './episode.ts'

export interface Simulated {
  steps: number
  episodes: number
  coverage: Coverage
  faults: Map<string, number>
  violation?: Violation
}

/** What came of one episode. */
export interface Simulation extends EpisodeResult {
  coverage: Coverage
}

/** So many steps of an episode are full of trouble. */
const troubledSteps = 4_000

const limit = AbortSignal.timeout
const never = () => new AbortController().signal

/** The episode of one seed. */
export async function simulateOne(seed: number, planted?: Partial<Planted>): Promise<Simulation> {
  // Time limits are the wire's: none of the machine's own clock may end a call in here.
  AbortSignal.timeout = never
  try {
    const coverage = createCoverage()
    const options = { seed, steps: troubledSteps, coverage, ...(planted && { planted }) }
    return { ...(await episode(options)), coverage }
  } finally {
    AbortSignal.timeout = limit
  }
}

/** One episode after the other, each with the next seed, for so many steps in all or until something is broken. */
export const simulate = (seed: number, steps: number, planted?: Partial<Planted>): Promise<Simulated> =>
  simulateBy([one => simulateOne(one, planted)], seed, steps)

/** The same by several at once. What comes of it is put together in the order of the seeds, and does not depend on them. */
export async function simulateBy(
  several: ((seed: number) => Promise<Simulation>)[],
  seed: number,
  steps: number,
): Promise<Simulated> {
  const all: Simulated = { steps: 0, episodes: 0, coverage: createCoverage(), faults: new Map() }
  const isOver = () => all.steps >= steps || all.violation !== undefined
  const early = new Map<number, Simulation>()
  let next = seed
  async function work(by: (seed: number) => Promise<Simulation>): Promise<void> {
    while (!isOver()) {
      const own = next++
      early.set(own, await by(own))
      for (let one = early.get(seed + all.episodes); one && !isOver(); one = early.get(seed + all.episodes))
        add(all, one)
    }
  }
  await Promise.all(several.map(work))
  return all
}

function add(all: Simulated, { steps, faults, coverage, violation }: Simulation): void {
  all.episodes++
  all.steps += steps
  addCoverage(all.coverage, coverage)
  for (const [fault, count] of faults) all.faults.set(fault, (all.faults.get(fault) ?? 0) + count)
  if (violation) all.violation = violation
}
