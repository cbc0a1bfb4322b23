import { expect, test } from 'vitest'
import type { Run } from '../../../src/domain/run/run.ts'
import { eventually, minutes } from '../stage.ts'
import { ana, ben, cara, dialStageFor } from './stage.ts'

const stage = dialStageFor()
type On = Awaited<ReturnType<typeof stage>>

const isOver = ({ state }: Run) => !['proposed', 'approved', 'running'].includes(state)

/** What two do to one change at the same moment, and what became of it: whether each was taken, and what was called. */
async function raced(on: On, run: Run, ...both: [() => Promise<unknown>, () => Promise<unknown>]) {
  const ends = await Promise.allSettled(both.map(act => act()))
  for (let i = 0; i < 2; i++) on.work()
  await eventually(async () => isOver(await on.now(run)), 8_000)
  const { state } = await on.now(run)
  return { taken: ends.map(({ status }) => status === 'fulfilled'), state, turned: on.dial.turned }
}

/** Either is the first of the two. */
const orders = [
  { first: 0, which: 'the yes' },
  { first: 1, which: 'the other' },
]
const inOrder = <T>(first: number, [one, other]: [T, T]): [T, T] =>
  first === 0 ? [one, other] : [other, one]

test.each(orders)(
  'two say yes at once ($which first): it is done once, and one yes is enough',
  async ({ first }) => {
    const on = await stage()
    const run = await on.asks(5)
    const yes = inOrder(first, [() => on.approves(run, ben), () => on.approves(run, cara)])
    expect(await raced(on, run, ...yes)).toMatchObject({ state: 'succeeded', turned: [5] })
    expect((await on.now(run)).approvals).toHaveLength(1)
  },
)

test.each(orders)('yes and no at once ($which first): whichever came first holds', async ({ first }) => {
  const on = await stage()
  const run = await on.asks(5)
  const yes = () => on.approves(run, ben)
  const no = () => on.does(run, { type: 'decline', text: 'not now', by: cara })
  const { taken, state, turned } = await raced(on, run, ...inOrder(first, [yes, no]))
  const [isApproved, isDeclined] = inOrder(first, taken as [boolean, boolean])
  expect([isApproved, isDeclined].filter(Boolean)).toHaveLength(1)
  expect([state, turned]).toEqual(isApproved ? ['succeeded', [5]] : ['declined', []])
})

test.each(orders)(
  'yes and its asker takes it back at once ($which first): it is not begun',
  async ({ first }) => {
    const on = await stage()
    const run = await on.asks(5)
    const yes = () => on.approves(run, ben)
    const back = () => on.does(run, { type: 'cancel', by: ana })
    const { taken, state, turned } = await raced(on, run, ...inOrder(first, [yes, back]))
    expect(inOrder(first, taken as [boolean, boolean])[1]).toBe(true)
    expect([state, turned]).toEqual(['cancelled', []])
  },
)

test.each(orders)(
  'yes in the moment in which its time is over ($which first): done, or refused',
  async ({ first }) => {
    const on = await stage()
    const run = await on.asks(5)
    await on.clock.advance(15 * minutes - 20)
    const yes = async () => void (await on.approves(run, ben))
    const over = async () => void on.work()
    const { taken, state, turned } = await raced(on, run, ...inOrder(first, [yes, over]))
    const [isApproved] = inOrder(first, taken as [boolean, boolean])
    expect([state, turned]).toEqual(isApproved ? ['succeeded', [5]] : ['expired', []])
  },
)
