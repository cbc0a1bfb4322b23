import type { Sample } from './week.ts'

/** Of the first tenth, so much may what is held in the last tenth be more. */
export const aim = 0.05
const tenths = 10

/** What was held on average in each tenth of the time, in bytes. */
export function byTenths(samples: readonly Sample[]): Sample[] {
  const size = samples.length / tenths
  return Array.from({ length: tenths }, (_, i) => {
    const some = samples.slice(Math.round(i * size), Math.round((i + 1) * size))
    const mean = (of: (sample: Sample) => number) =>
      some.reduce((sum, sample) => sum + of(sample), 0) / some.length
    return { heap: mean(({ heap }) => heap), rss: mean(({ rss }) => rss) }
  })
}

/** By how much of the first tenth the last tenth is more. */
export const growthOf = (means: readonly Sample[]): number => means.at(-1)!.heap / means[0]!.heap - 1
