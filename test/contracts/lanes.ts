import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { LocalRedis } from '../../sandbox/redis.ts'
import { createLanes } from '../../src/store/lanes.ts'
import { rigFor, until } from './rig.ts'

/** Rates so slow that none comes round while a test runs. */
const minute = 60_000

/** What any `Lanes` must keep to, whatever keeps them. */
export function describeLanes(name: string, start: () => Promise<Pick<LocalRedis, 'url' | 'stop'>>): void {
  describe(`Lanes on ${name}`, () => {
    const rig = rigFor(start)

    function lane() {
      const name = randomUUID()
      const take = (everyMs = minute) => rig.lanes.take(name, everyMs, false)
      const urgent = (everyMs = minute) => rig.lanes.take(name, everyMs, true)
      return { name, take, urgent, close: (ms: number) => rig.lanes.close(name, ms) }
    }

    test('one message goes, and the next is told when to ask again', async () => {
      const { take } = lane()
      expect(await take()).toBe(0)
      const wait = await take()
      expect(wait).toBeGreaterThan(minute / 2)
      expect(wait).toBeLessThanOrEqual(minute)
      expect(await lane().take()).toBe(0)
    })

    test('the place comes round', async () => {
      const { take } = lane()
      expect(await take(20)).toBe(0)
      await until(async () => (await take(20)) === 0)
    })

    test('all processes share it', async () => {
      const { name, take } = lane()
      const other = createLanes(rig.redis)
      const answers = await Promise.all([take(), other.take(name, minute, false), take()])
      expect(answers.filter(wait => wait === 0)).toHaveLength(1)
    })

    test('urgent messages go ahead, within a burst that the others pay back', async () => {
      const { take, urgent } = lane()
      expect(await take(2_400)).toBe(0)
      expect(await take(2_400)).toBeGreaterThan(0)
      expect(await urgent(2_400)).toBe(0)
      expect(await urgent(2_400)).toBe(0)
      expect(await urgent(2_400)).toBeGreaterThan(0)
      expect(await take(2_400)).toBeGreaterThan(4_800)
    })

    test('nothing goes through a closed lane, however urgent, and closing it for less changes nothing', async () => {
      const { take, urgent, close } = lane()
      await close(2 * minute)
      await close(1)
      expect(await urgent()).toBeGreaterThan(minute)
      expect(await take()).toBeGreaterThan(minute)
    })

    test('a lane opens again by itself, and is forgotten when nobody waits in it', async () => {
      const { name, take, close } = lane()
      await close(5)
      await until(async () => (await take(5)) === 0)
      await until(async () => (await rig.redis.exists(`belay:{lane:${name}}`)) === 0)
    })
  })
}
