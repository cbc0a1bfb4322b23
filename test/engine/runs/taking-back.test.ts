import { expect, test } from 'vitest'
import { again } from '../../../commands/run/again.ts'
import type { Actor } from '../../../src/domain/actor.ts'
import type { Run } from '../../../src/domain/run/run.ts'
import { clicks, reads } from '../../blocks/reading.ts'
import { eventually, minutes } from '../stage.ts'
import { ana, ben, cara, dialStageFor } from './stage.ts'

const stage = dialStageFor()

test('what was not taken back because the world was otherwise: Ana hears so, and it is when she says so, once', async () => {
  const { asks, approves, now, clock, dial, face, message, slack, work, store, system } = await stage()
  work()
  const run = await asks(5, { boxMs: 30 * minutes })
  await approves(run)
  await eventually(async () => (await now(run)).state === 'succeeded', 8_000)
  dial.shows = 9
  await clock.advance(31 * minutes)
  const undo = await eventually(async () =>
    (await store.recentRuns(system.system, 5)).find(({ undoes, state }) => undoes && state === 'void'),
  )
  await eventually(() => clicks(message(undo)!.message)['Take it back'] === `run again ${undo.id}`)
  await eventually(() =>
    slack.thread().some(text => text.startsWith('<@UANA> ⚪ not begun: take back: turn the dial')),
  )

  dial.shows = 5
  const takesBack = () =>
    again.run({
      asked: undo,
      system,
      args: {},
      actor: ana,
      invocation: { id: 'click', text: '' },
      faces: { runs: face },
    } as never)
  await takesBack()
  await eventually(() => dial.shows === 1, 8_000)
  const [last] = await store.recentRuns(system.system, 1)
  expect(last).toMatchObject({
    undoes: run.id,
    requestedBy: ana,
    plan: { title: 'take back: turn the dial' },
  })
  await expect(takesBack()).rejects.toThrow('is taken back already')
  expect(dial.turned).toEqual([5, 1])
})

/** Changes the dial, with somebody else's yes, and is done. */
async function turns(
  { asks, approves, now }: Awaited<ReturnType<typeof stage>>,
  to: number,
  [by, other]: [Actor, Actor],
  forMinutes?: number,
): Promise<Run> {
  const run = await asks(to, { by, ...(forMinutes !== undefined && { boxMs: forMinutes * minutes }) })
  await approves(run, other)
  return eventually(async () => {
    const is = await now(run)
    return is.state === 'succeeded' && is
  })
}

test('what somebody else has set for good since stays, though it looks as the change for a while left it', async () => {
  const on = await stage()
  on.work()
  const first = await turns(on, 5, [ana, ben], 30)
  await turns(on, 1, [ben, cara])
  await turns(on, 5, [cara, ben])
  await eventually(() => reads(on.message(first)!.message).includes('not taken back: Ben has set it anew'))
  await on.clock.advance(60 * minutes)
  await expect(on.does(first, { type: 'extend', until: on.clock.now() + 1, by: ana })).rejects.toThrow(
    'nothing takes it back',
  )
  expect(await on.store.openRuns(on.system.system)).toEqual([])
  expect(on.dial).toMatchObject({ shows: 5, turned: [5, 1, 5] })
})

test('two changes for a while on top of each other leave what was there before both', async () => {
  const on = await stage()
  on.work()
  await turns(on, 5, [ana, ben], 30)
  const second = await on.asks(8, { by: ben, boxMs: 60 * minutes })
  await eventually(() => reads(on.message(second)!.message).includes('For 1 h, then dial:Turn the dial, 1'))
  await on.approves(second, cara)
  await eventually(async () => (await on.now(second)).state === 'succeeded', 8_000)
  await on.clock.advance(31 * minutes)
  expect(on.dial.shows).toBe(8)
  await on.clock.advance(31 * minutes)
  await eventually(() => on.dial.shows === 1, 8_000)
  const [last] = await on.store.recentRuns(on.system.system, 1)
  expect(last?.plan.shifts).toEqual([{ from: '8', to: '1' }])
  expect(on.dial.turned).toEqual([5, 8, 1])
})

test('what came to nothing is not begun once more over what somebody has set since', async () => {
  const on = await stage()
  on.work()
  await turns(on, 5, [ana, ben], 30)
  on.dial.shows = 9
  await on.clock.advance(31 * minutes)
  const undo = await eventually(async () =>
    (await on.store.recentRuns(on.system.system, 5)).find(({ undoes, state }) => undoes && state === 'void'),
  )
  await turns(on, 5, [ben, cara])
  await expect(on.face.takeBackAgain(undo, ana, 'click')).rejects.toThrow('Ben has set it anew since')
})

test('for a while is a day at most, as it can be extended to', async () => {
  const { asks } = await stage()
  await expect(asks(5, { boxMs: 366 * 24 * 60 * minutes })).rejects.toThrow('lasts 24 h at most')
  await expect(asks(5, { boxMs: 24 * 60 * minutes })).resolves.toMatchObject({ state: 'proposed' })
})
