import { expect, test } from 'vitest'
import type { Run } from '../../../src/domain/run/run.ts'
import { eventually, minutes } from '../stage.ts'
import { ana, ben, dialStageFor } from './stage.ts'

const stage = dialStageFor()

/** A stage with a change of the dial from 1 to 5, wanted for a while and approved. */
async function boxed(boxMs: number, prepare: (on: Awaited<ReturnType<typeof stage>>) => unknown = () => {}) {
  const on = await stage()
  await prepare(on)
  const run = await on.asks(5, { boxMs })
  await on.approves(run)
  on.work()
  const back = async (): Promise<Run | undefined> =>
    (await on.store.recentRuns(on.system.system, 5)).find(one => one.undoes === run.id)
  return { ...on, run, back }
}
type Boxed = Awaited<ReturnType<typeof boxed>>

const done = ({ now, run }: Boxed) => eventually(async () => (await now(run)).state === 'succeeded')
const isBack = ({ back, dial }: Boxed) =>
  eventually(async () => (await back())?.state === 'succeeded' && dial.shows === 1)

test('it takes longer than it was wanted for: it is taken back when it is over', async () => {
  const on = await boxed(5 * minutes, ({ dial }) => {
    dial.done = false
  })
  await eventually(() => on.dial.turned.length === 1)
  await on.clock.advance(6 * minutes)
  on.dial.done = true
  await done(on)
  expect(await on.back()).toBeUndefined()
  await on.clock.advance(6 * minutes)
  await isBack(on)
})

test('it is in doubt when its time is over: it is taken back once somebody has looked', async () => {
  const on = await boxed(5 * minutes, ({ dial, trouble, windowCloses }) => {
    trouble.before = () => {
      dial.shows = 7
      windowCloses()
      throw new Error('killed here')
    }
  })
  await eventually(async () => (await on.now(on.run)).state === 'doubtful')
  await on.clock.advance(6 * minutes)
  on.trouble.before = () => {}
  on.dial.shows = 5
  await on.does(await on.now(on.run), { type: 'settle', had: true, by: ben })
  await isBack(on)
})

const lockOf = (holder: typeof ana, at: number) => ({
  resource: 'dial',
  lock: {
    schema: 1 as const,
    resource: 'dial',
    environment: 'production',
    holder,
    reason: 'load test',
    since: at,
    byHand: true as const,
  },
})
async function lock({ store, system, clock }: Awaited<ReturnType<typeof stage>>, holder: typeof ana) {
  const expected = (await store.lock(system.system, 'dial'))?.version
  const changes = [{ expected, ...lockOf(holder, clock.now()) }]
  const nothing = { orders: [], cancelled: [], audit: [] }
  await store.save({ system: system.system, operation: `lock-${holder.id}`, changes, ...nothing })
}

test('whoever wanted it has locked the service by hand: that keeps nobody from taking it back', async () => {
  const on = await boxed(30 * minutes, on => lock(on, ana))
  await done(on)
  await on.clock.advance(31 * minutes)
  await isBack(on)
})

test('somebody else has locked the service: it waits, says for whom, and goes on when that is over', async () => {
  const on = await boxed(30 * minutes)
  const { store, system } = on
  await done(on)
  await lock(on, ben)
  await on.clock.advance(31 * minutes)
  const waiting = await eventually(async () => {
    const run = await on.back()
    return run?.waits === undefined ? undefined : run
  })
  expect(waiting).toMatchObject({ state: 'approved', waits: 'Ben has locked it: "load test".' })
  await eventually(() => JSON.stringify(on.message(waiting)?.message.blocks).includes('Ben has locked it'))
  expect(on.dial.shows).toBe(5)

  const { version } = (await store.lock(system.system, 'dial'))!
  const changes = [{ expected: version, resource: 'dial', lock: undefined }]
  await store.save({
    system: system.system,
    operation: 'unlock',
    changes,
    orders: [],
    cancelled: [],
    audit: [],
  })
  await isBack(on)
  await eventually(() => !JSON.stringify(on.message(waiting)?.message.blocks).includes('Ben has locked it'))
})

test('a freeze has begun: what was wanted for a while only is taken back all the same', async () => {
  const on = await boxed(30 * minutes)
  await done(on)
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
  const window = { days: [...days], from: '00:00', to: '24:00', reason: 'the weekend' }
  Object.assign(on.system, { freeze: { timezone: 'UTC', windows: [window] } })
  await on.clock.advance(31 * minutes)
  await isBack(on)
})

test('extended while it is under way: it lasts as long as was said', async () => {
  const on = await boxed(30 * minutes, ({ dial }) => {
    dial.done = false
  })
  await eventually(() => on.dial.turned.length === 1)
  const until = (await on.now(on.run)).undo!.at + 60 * minutes
  await on.does(on.run, { type: 'extend', until, by: ana })
  on.dial.done = true
  await done(on)
  expect((await on.now(on.run)).undo?.at).toBe(until)
})
