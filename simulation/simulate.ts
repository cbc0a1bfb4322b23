import { type Coverage, createCoverage } from './coverage.ts'
import type { Planted } from './engine.ts'
import { episode, type Violation } from './episode.ts'

export interface Simulated {
  steps: number
  episodes: number
  coverage: Coverage
  faults: Map<string, number>
  violation?: Violation
}

/** So many steps of an episode are full of trouble. */
const troubledSteps = 4_000

const limit = AbortSignal.timeout
const never = () => new AbortController().signal

/** One episode after the other, each with the next seed, for so many steps in all or until something is broken. */
export async function simulate(seed: number, steps: number, planted?: Partial<Planted>): Promise<Simulated> {
  // Time limits are the wire's: none of the machine's own clock may end a call in here.
  AbortSignal.timeout = never
  try {
    return await oneByOne(seed, steps, planted)
  } finally {
    AbortSignal.timeout = limit
  }
}

async function oneByOne(
  seed: number,
  steps: number,
  planted: Partial<Planted> | undefined,
): Promise<Simulated> {
  const coverage = createCoverage()
  const all: Simulated = { steps: 0, episodes: 0, coverage, faults: new Map() }
  while (all.steps < steps && !all.violation) {
    const one = { seed: seed + all.episodes, steps: troubledSteps, coverage, ...(planted && { planted }) }
    const { steps: taken, faults, violation } = await episode(one)
    all.episodes++
    all.steps += taken
    for (const [fault, count] of faults) all.faults.set(fault, (all.faults.get(fault) ?? 0) + count)
    if (violation) all.violation = violation
  }
  return all
}
