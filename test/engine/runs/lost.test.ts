import { expect, test } from 'vitest'
import { beginScheduled } from '../../../src/engine/schedules/scheduled-run.ts'
import { eventually } from '../stage.ts'
import { ben, dialStageFor } from './stage.ts'

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

test('a loss after its time: what a schedule begins may have been begun before, and is not begun again', async () => {
  const on = await stage()
  const { clock, store, queue, system, can, dial, now, work } = on
  const name = 'weekly'
  const change = {
    operation: 'turn',
    environment: 'production',
    input: { to: 7 },
    at: '0 3 * * 0',
    zone: 'UTC',
  }
  const dueAt = clock.now() - 30_000
  const comesBack = { id: `change/${name}`, kind: 'change', name, when: change, digest: 'd', change } as const
  const allowed = [{ by: ben, at: dueAt - 1 }]
  const schedule = {
    schema: 1,
    id: comesBack.id,
    digest: 'd',
    since: dueAt - 1,
    required: 1,
    allowed,
  } as const
  store.historyLostAt = async () => clock.wall() - 10_000
  const job = { kind: 'schedule', schedule: comesBack.id } as const
  await queue.order(system.system, [{ job, due: dueAt, when: 'earlier' }])
  const [claim] = (await queue.claim(system.system, 1, 60_000, ['schedule'])).claims
  const { run } = await beginScheduled({ ...can.runs, clock }, system, comesBack, schedule, dueAt, claim!)
  work()
  const begun = (await store.run(system.system, run!))!.value
  await eventually(async () => (await now(begun)).state === 'void')
  expect((await now(begun)).why).toContain("Belay's memory (Redis) lost something")
  expect(dial.turned).toEqual([])
})
