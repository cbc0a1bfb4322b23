import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LocalRedis, startRedis } from '../../sandbox/redis.ts'
import { type Connection, connect } from '../../src/store/connect.ts'
import { createLanes } from '../../src/store/lanes.ts'
import { createQueue } from '../../src/store/queue.ts'
import { createSharedClock, type SharedClock } from '../../src/store/shared-clock.ts'

let local: LocalRedis
let redis: Connection
let clock: SharedClock

/** Every script reads Redis's clock so many milliseconds ahead. */
const ahead = (ms: number) => redis.set('ahead', ms)
const readAhead = `local redis = setmetatable({ call = function(name, ...)
  if name ~= 'TIME' then return redis.call(name, ...) end
  local time = redis.call('TIME')
  return { tostring(time[1] + math.floor(tonumber(redis.call('GET', 'ahead') or 0) / 1000)), time[2] }
end }, { __index = redis })
`

beforeAll(async () => {
  local = await startRedis()
  redis = await connect(local.url)
  const define = redis.defineCommand.bind(redis)
  redis.defineCommand = (name, { lua, ...more }) => define(name, { ...more, lua: readAhead + lua })
  clock = await createSharedClock(redis)
})
afterAll(async () => {
  clock.stop()
  redis.disconnect()
  await local.stop()
})

const day = 24 * 3_600_000
const job = (incident: string) => ({ kind: 'show', incident }) as const

test('Redis goes over to a machine whose clock is a day behind: what is due is done, what was in hand or rests too', async () => {
  const system = `s-${randomUUID()}`
  const queue = createQueue(redis, clock)
  const claimed = async () => (await queue.claim(system, 10, 1_000, ['show'])).claims
  const order = (name: string) => queue.order(system, [{ job: job(name), due: clock.now(), when: 'earlier' }])
  await ahead(day)
  await clock.sync()
  await order('resting')
  const [resting] = await claimed()
  await queue.retry(system, resting!, 1_000, 'Slack is away', false)
  await order('in hand')
  await claimed()
  await order('waiting')

  await ahead(0)
  // Whoever has not noticed yet is refused until it has: what it orders would be a day away.
  await expect(order('later')).rejects.toThrow('too late')
  await order('later')
  expect((await claimed()).map(({ id }) => id).sort()).toEqual(['show:later', 'show:waiting'])
  await expect
    .poll(async () => (await claimed()).map(({ id }) => id), { timeout: 10_000 })
    .toContain('show:in hand')
})

test('its channels and methods go on at their rate, and with those who wait for them', async () => {
  const lanes = createLanes(redis)
  const [lane, limited] = [randomUUID(), randomUUID()]
  const take = (who: string, name = lane) => lanes.take(name, 60_000, 'thread', who)
  await ahead(day)
  expect(await take('a')).toBe(0)
  await take('b')
  await take('c')
  await lanes.close(limited, 30_000)

  await ahead(0)
  for (const [who, minutes] of [
    ['c', 2],
    ['b', 1],
    ['d', 3],
  ] as const)
    expect(Math.ceil((await take(who)) / 60_000)).toBe(minutes)
  expect(await take('a', limited)).toBeLessThanOrEqual(30_000)
})
