import { expect, test } from 'vitest'
import { eventually } from '../stage.ts'
import { dialStageFor } from './stage.ts'

const stage = dialStageFor()

test('a loss that is found once the first call was about to be made holds it back all the same', async () => {
  const { asks, approves, now, dial, work, can, store, clock } = await stage()
  let lostAt: number | undefined
  store.historyLostAt = async () => lostAt
  can.barrier = async () => {
    lostAt = clock.wall() + 1_000
    return 'kept'
  }
  const run = await asks(7)
  await approves(run)
  work()
  await eventually(async () => (await now(run)).state === 'void')
  expect((await now(run)).why).toContain("Belay's memory (Redis) lost something after it was asked for")
  expect(dial.turned).toEqual([])
})
