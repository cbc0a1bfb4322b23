import { expect, test } from 'vitest'
import { faults } from '../../simulation/planted/faults.ts'
import { simulate } from '../../simulation/simulate.ts'

test.each(faults)('$name: it is found', async ({ seed, planted }) => {
  expect((await simulate(seed, 1, planted)).violation).toMatchObject({ seed })
})

test.each([...new Set(faults.map(({ seed }) => seed))])(
  'seed %i finds nothing where nothing is planted',
  async seed => expect((await simulate(seed, 1)).violation).toBeUndefined(),
)
