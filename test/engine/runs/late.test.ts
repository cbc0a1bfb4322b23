import { expect, test } from 'vitest'
import { OutsideError } from '../../../src/domain/errors.ts'
import { reads } from '../../blocks/reading.ts'
import { eventually, minutes } from '../stage.ts'
import { dialStageFor } from './stage.ts'

const stage = dialStageFor()
const away = () => {
  const fault = { service: 'aws', fault: 'away', effect: 'none', retryAfterMs: 200 } as const
  throw new OutsideError('AWS is away', fault)
}
const day = 24 * 60 * minutes

test('approved yesterday, when AWS was away and nothing could be planned: it does not begin today', async () => {
  const { asks, approves, now, clock, dial, operations, work } = await stage()
  const run = await asks(5)
  await approves(run)
  const [turn] = operations
  const { plan } = turn!
  turn!.plan = async () => away()
  work()
  await clock.advance(14 * minutes)
  expect((await now(run)).state).toBe('approved')
  await clock.advance(day)
  await eventually(async () => (await now(run)).state === 'void')
  turn!.plan = plan
  expect((await now(run)).why).toBe('It could not be begun within 15 min of its approval.')
  expect(dial.turned).toEqual([])
})

/** An approved change that AWS, which is away, is to be looked at for, just before its call. */
async function aboutToBegin() {
  const on = await stage()
  const run = await on.asks(5)
  await on.approves(run)
  const maker = (await on.can.runs.makers.get('dial:Turn'))!
  const { look } = maker
  maker.look = async () => away()
  on.work()
  await eventually(async () => (await on.store.locks(on.system.system)).length === 1)
  return Object.assign(on, {
    run,
    isBack() {
      maker.look = look
    },
  })
}

test('about to begin yesterday, when AWS was away: the same, and nothing is locked any more', async () => {
  const { run, isBack, now, clock, dial, store, system } = await aboutToBegin()
  await clock.advance(day)
  await eventually(async () => (await now(run)).state === 'void')
  isBack()
  expect(await store.locks(system.system)).toEqual([])
  expect(dial.turned).toEqual([])
})

test('about to begin when AWS went away, and a freeze has begun when it is back: it does not begin', async () => {
  const { run, isBack, now, dial, store, system, message } = await aboutToBegin()
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
  const window = { days: [...days], from: '00:00', to: '24:00', reason: 'the weekend' }
  Object.assign(system, { freeze: { timezone: 'UTC', windows: [window] } })
  isBack()
  await eventually(async () => (await now(run)).state === 'void')
  await eventually(() => reads(message(run)!.message).includes('production are frozen: the weekend'))
  expect(await store.locks(system.system)).toEqual([])
  expect(dial.turned).toEqual([])
})

test('approved yesterday, before every process stopped: the first to come back does not begin it', async () => {
  const { asks, approves, now, clock, dial, work } = await stage()
  const run = await asks(5)
  await approves(run)
  await clock.advance(day)
  work()
  await eventually(async () => (await now(run)).state === 'void')
  expect(dial.turned).toEqual([])
})

test('what only a newer Belay can plan is left to that, and begins there', async () => {
  const { asks, approves, now, dial, operations, redis, system, work } = await stage()
  const run = await asks(5)
  await approves(run)
  const [turn] = operations.splice(0)
  work()
  const tries = () => redis.hget(`belay:{${system.system}}:tries`, `run:${run.id}`)
  await eventually(async () => (await tries())?.includes('another version of it could'))
  expect((await now(run)).state).toBe('approved')
  operations.push(turn!)
  await eventually(async () => (await now(run)).state === 'succeeded')
  expect(dial.turned).toEqual([5])
})

/** Approved for a place that the file of whoever works does not have: one before has, or one after it. */
async function elsewhere() {
  const on = await stage()
  const run = await on.asks(5)
  await on.approves(run)
  const { environments } = on.system
  const { production } = environments
  delete environments.production
  on.work()
  const tries = () => on.redis.hget(`belay:{${on.system.system}}:tries`, `run:${run.id}`)
  await eventually(async () => (await tries())?.includes('its system file is gone or has changed'))
  expect((await on.now(run)).state).toBe('approved')
  return Object.assign(on, { run, isThere: () => Object.assign(environments, { production }) })
}

test('what only the file of another Belay has a place for is left to that, and begins there', async () => {
  const { run, isThere, now, dial } = await elsewhere()
  isThere()
  await eventually(async () => (await now(run)).state === 'succeeded')
  expect(dial.turned).toEqual([5])
})

test('what no file has a place for any more does not begin, and says so within minutes', async () => {
  const { run, now, clock, dial } = await elsewhere()
  await clock.advance(2 * minutes)
  await eventually(async () => (await now(run)).state === 'void')
  expect((await now(run)).why).toContain('its system file is gone or has changed')
  expect(dial.turned).toEqual([])
})

test('approved by one, when by the file it takes two by now: it does not begin', async () => {
  const { asks, approves, now, dial, system, work } = await stage()
  const run = await asks(5)
  await approves(run)
  system.environments.production!.approvals!.required = 2
  work()
  await eventually(async () => (await now(run)).state === 'void')
  expect((await now(run)).why).toBe('It takes 2 approvals by now, and has 1.')
  expect(dial.turned).toEqual([])
})
