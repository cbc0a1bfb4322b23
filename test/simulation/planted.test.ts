import { expect, test } from 'vitest'
import { faults } from '../../simulation/planted/faults.ts'
import { simulate } from '../../simulation/simulate.ts'

test.each(faults)('$name: it is found', async ({ seed, planted }) => {
  expect((await simulate(seed, 1, planted)).violation).toMatchObject({ seed })
})

/** Those that show more than one: they are sound without. */
const shared = faults.map(({ seed }) => seed).filter((seed, i, all) => all.indexOf(seed) < i)

test.each([...new Set(shared)])('seed %i finds nothing where nothing is planted', async seed =>
  expect((await simulate(seed, 1)).violation).toBeUndefined(),
)
