import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type LocalRedis, startRedis } from '../../sandbox/redis.ts'
import { createOffset, createRedisClock } from '../../src/store/clock.ts'
import { type Connection, connect } from '../../src/store/connect.ts'
import { createSharedClock } from '../../src/store/shared-clock.ts'
import { until } from '../contracts/rig.ts'

describe('The clock goes by Redis', () => {
  let local: LocalRedis
  let redis: Connection
  let other: Connection
  beforeAll(async () => {
    local = await startRedis()
    redis = await connect(local.url)
    other = await connect(local.url)
  })
  afterAll(async () => {
    redis.disconnect()
    other.disconnect()
    await local.stop()
  })

  test('it shows the time of Redis, not of this process', async () => {
    const clock = await createRedisClock(redis)
    const wrong = vi.spyOn(Date, 'now').mockReturnValue(0)
    const [before] = await redis.time()
    const now = clock.now()
    const [after] = await redis.time()
    wrong.mockRestore()
    clock.stop()
    expect(now).toBeGreaterThanOrEqual(Number(before) * 1000 - 50)
    expect(now).toBeLessThanOrEqual((Number(after) + 1) * 1000 + 50)
    expect(clock.wall() - clock.now()).toBeLessThanOrEqual(1)
    expect(clock.rate()).toBe(1)
  })

  test('a shared clock is put forward and hurried by one process for all', async () => {
    const [mine, theirs] = [await createSharedClock(redis), await createSharedClock(other)]
    const start = theirs.now()
    await mine.advance(3_600_000)
    expect(mine.now() - start).toBeGreaterThanOrEqual(3_600_000 - 50)
    await until(() => theirs.now() - start >= 3_600_000 - 50)

    await mine.set({ rate: 60 })
    expect(mine.rate()).toBe(60)
    await until(() => theirs.rate() === 60)
    const late = await createSharedClock(other)
    expect(late.rate()).toBe(60)
    expect(late.now() - start).toBeGreaterThanOrEqual(3_600_000 - 50)
    expect(Math.abs(late.wall() - mine.wall())).toBeLessThan(1_000)
    await expect(mine.set({ rate: 0 })).rejects.toThrow('goes forward')
    await expect(mine.advance(-1)).rejects.toThrow('goes forward')
    for (const clock of [mine, theirs, late]) clock.stop()
  })
})

describe('Bearings', () => {
  /** An answer that Redis gives after `there` ms, and that arrives after `back` ms more. */
  function answering(ahead: number) {
    let now = 1_000
    const spy = vi.spyOn(performance, 'now').mockImplementation(() => now)
    let delay = { there: 0, back: 0 }
    const offset = createOffset(async () => {
      now += delay.there
      const theirs = now + ahead
      now += delay.back
      return theirs
    })
    const sample = async (there: number, back: number) => {
      delay = { there, back }
      await offset.sample()
      return offset.wall() - now
    }
    return { sample, jump: (ms: number) => (ahead += ms), restore: () => spy.mockRestore() }
  }

  test('a slow answer does not spoil what a quick one said; a better one mends it', async () => {
    const { sample, restore } = answering(5_000)
    expect(await sample(300, 100)).toBe(5_100)
    expect(await sample(1, 1)).toBe(5_000)
    expect(await sample(0, 800)).toBe(5_000)
    restore()
  })

  test('when Redis is elsewhere and its clock another, that is followed', async () => {
    const { sample, jump, restore } = answering(0)
    expect(await sample(1, 1)).toBe(0)
    jump(-60_000)
    expect(await sample(20, 20)).toBe(-60_000)
    restore()
  })
})
