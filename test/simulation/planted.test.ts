import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { faults } from '../../simulation/planted/faults.ts'
import { simulate } from '../../simulation/simulate.ts'

const sound = new Map<number, boolean>()

/** Whether an episode breaks nothing where nothing is planted. */
async function isSound(seed: number): Promise<boolean> {
  const is = sound.get(seed) ?? (await simulate(seed, 1)).violation === undefined
  sound.set(seed, is)
  return is
}

/** Enough for the rarest many times over: which seeds show a fault changes with whatever the engine asks of its ports. */
const steps = 2_000_000

test.each(faults)(
  '$name: it is found, and without it nothing is',
  { timeout: 900_000 },
  async ({ seed, planted }) => {
    const { violation } = await simulate(seed, steps, planted)
    expect(violation).toBeDefined()
    expect(await isSound(violation!.seed)).toBe(true)
  },
)

test('the table of what was planted has each, and no other', () => {
  const [, table] = /\| planted \| breaks \|\n\|---\|---\|\n((?:\|.*\n)+)/.exec(
    readFileSync('docs/simulation.md', 'utf8'),
  )!
  const named = table!
    .trim()
    .split('\n')
    .map(row => row.split(' | ')[0]!.slice('| '.length))
  expect(named).toEqual(faults.map(({ name }) => name))
})
