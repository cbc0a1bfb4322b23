import { expect, test } from 'vitest'
import { OutsideError } from '../../../src/domain/errors.ts'
import type { Run } from '../../../src/domain/run/run.ts'
import { eventually, minutes } from '../stage.ts'
import { ana, ben, dialStageFor } from './stage.ts'

const stage = dialStageFor()
type On = Awaited<ReturnType<typeof stage>>

/** A stage where the dial is turned from 1 to 5, and 5 is what may not stand open. */
async function opened(boxMs: number, prepare: (on: On) => unknown = () => {}) {
  const on = await stage()
  await prepare(on)
  const run = await on.asks(5, { operation: 'turn-open', boxMs })
  await on.approves(run)
  on.work()
  const backs = async (): Promise<Run[]> =>
    (await on.store.recentRuns(on.system.system, 9)).filter(one => one.undoes === run.id)
  return { ...on, run, backs }
}
type Opened = Awaited<ReturnType<typeof opened>>

const state = async ({ now, run }: Opened) => (await now(run)).state
const isClosed = ({ backs, dial }: Opened) =>
  eventually(async () => (await backs()).some(one => one.state === 'succeeded') && dial.shows === 1)
/** How often the channel was told so, beside those who were told in person. */
const posted = ({ slack }: Opened, what: string) =>
  slack.posts.filter(
    ({ mark, message }) => /\/(opened|open|closed)$/.test(mark ?? '') && message.text.includes(what),
  ).length

test('it is still being opened when its time is over: that is stopped, and it is closed', async () => {
  const on = await opened(10 * minutes, ({ dial }) => {
    dial.done = false
  })
  await eventually(() => on.dial.turned.length === 1)
  await on.clock.advance(11 * minutes)
  await eventually(async () => (await state(on)) === 'cancelled')
  on.dial.done = true
  await isClosed(on)
})

test('nobody calls off that it is closed', async () => {
  const on = await opened(10 * minutes)
  await eventually(async () => (await state(on)) === 'succeeded')
  on.dial.done = false
  await on.clock.advance(11 * minutes)
  const [back] = await eventually(async () => {
    const all = await on.backs()
    return all[0]?.state === 'running' && all
  })
  await expect(on.does(back!, { type: 'cancel', by: ana })).rejects.toThrow('that is not called off')
  on.dial.done = true
  await isClosed(on)
})

test('it is in doubt whether it was opened: it is closed in its time, though nobody has looked', async () => {
  const on = await opened(10 * minutes, ({ dial, trouble, windowCloses }) => {
    trouble.before = () => {
      dial.shows = 7
      windowCloses()
      throw new Error('killed here')
    }
  })
  await eventually(async () => (await state(on)) === 'doubtful')
  on.trouble.before = () => {}
  on.dial.shows = 5
  await on.clock.advance(11 * minutes)
  await isClosed(on)
  expect((await on.now(on.run)).why).toBe('Its time is over: it is closed, whatever became of it.')
})

test('whoever opened it was killed between the call and its record: it is found, and closed', async () => {
  const on = await opened(10 * minutes, ({ trouble, windowCloses }) => {
    trouble.after = () => {
      windowCloses()
      trouble.after = () => {}
      throw new Error('killed here')
    }
  })
  await eventually(async () => (await state(on)) === 'succeeded')
  await on.clock.advance(11 * minutes)
  await isClosed(on)
  expect(on.dial.turned).toEqual([5, 1])
})

test('somebody else has locked it meanwhile: it is closed all the same', async () => {
  const on = await opened(10 * minutes)
  await eventually(async () => (await state(on)) === 'succeeded')
  const lock = { schema: 1 as const, resource: 'dial', environment: 'production', byHand: true as const }
  const changes = [
    {
      expected: undefined,
      resource: 'dial',
      lock: { ...lock, holder: ben, reason: 'load test', since: on.clock.now() },
    },
  ]
  const nothing = { orders: [], cancelled: [], audit: [] }
  await on.store.save({ system: on.system.system, operation: 'lock', changes, ...nothing })
  await on.clock.advance(11 * minutes)
  await isClosed(on)
})

test('somebody else sets it anew for good: it is closed all the same', async () => {
  const on = await opened(10 * minutes)
  await eventually(async () => (await state(on)) === 'succeeded')
  const other = await on.asks(6)
  await on.approves(other)
  await eventually(async () => (await on.now(other)).state === 'succeeded')
  on.dial.shows = 5
  await on.clock.advance(11 * minutes)
  await isClosed(on)
})

test('closing is refused: everybody is told, again and again, until it is closed', async () => {
  const on = await opened(10 * minutes)
  await eventually(async () => (await state(on)) === 'succeeded')
  await eventually(() => posted(on, '🔓') === 1)
  await eventually(() => on.slack.posts.some(({ mark }) => mark === `${on.run.id}/opened:UBEN`))
  on.trouble.before = () => {
    const fault = { service: 'aws', fault: 'refused', effect: 'none' } as const
    throw new OutsideError("Belay's role may not", fault)
  }
  await on.clock.advance(11 * minutes)
  await eventually(() => posted(on, 'STANDS OPEN and is not closed') === 1)
  await on.clock.advance(11 * minutes)
  await eventually(() => posted(on, 'STANDS OPEN and is not closed') === 2)
  await eventually(async () => (await on.backs()).every(({ state }) => state === 'failed'))
  expect(await on.backs()).toHaveLength(2)
  on.trouble.before = () => {}
  await on.clock.advance(11 * minutes)
  await isClosed(on)
  await eventually(() => posted(on, '🔒') === 1)
  const told = posted(on, 'STANDS OPEN')
  await on.clock.advance(30 * minutes)
  expect([posted(on, 'STANDS OPEN'), (await on.backs()).length]).toEqual([told, 3])
})

test('it lasts an hour in all, however often somebody has it last longer', async () => {
  const on = await opened(30 * minutes)
  await eventually(async () => (await state(on)) === 'succeeded')
  const { undo, startedAt } = await on.now(on.run)
  expect(undo!.at).toBe(startedAt! + 30 * minutes)
  const until = (more: number) => ({ type: 'extend' as const, until: undo!.at + more * minutes, by: ana })
  await on.does(on.run, until(30))
  await expect(on.does(on.run, until(31))).rejects.toThrow('It stands open for 1 h at most')
  await on.clock.advance(61 * minutes)
  await isClosed(on)
})

test('nothing is opened without an end, or for longer than an hour', async () => {
  const on = await stage()
  for (const boxMs of [undefined, 61 * minutes])
    await expect(
      on.asks(5, { operation: 'turn-open', ...(boxMs !== undefined && { boxMs }) }),
    ).rejects.toThrow('It stands open for 1 h at most: say for how long, as in --for 30m')
})
