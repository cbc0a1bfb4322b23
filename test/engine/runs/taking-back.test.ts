import { expect, test } from 'vitest'
import { again } from '../../../commands/run/again.ts'
import { clicks } from '../../blocks/reading.ts'
import { eventually, minutes } from '../stage.ts'
import { ana, dialStageFor } from './stage.ts'

const stage = dialStageFor()

test('what was not taken back because the world was otherwise is taken back when Ana says so, once', async () => {
  const { asks, approves, now, clock, dial, face, message, work, store, system } = await stage()
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

  dial.shows = 5
  const takesBack = () =>
    again.run({
      ...{ asked: undo, system, args: {}, actor: ana, invocation: { id: 'click', text: '' } },
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
