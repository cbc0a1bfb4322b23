import { describe, expect, test } from 'vitest'
import { createFirsts } from '../../src/store/firsts.ts'
import { aSystem, type Begin, type Rig, rigFor } from './rig.ts'

/** What comes first, of whatever number of processes. */
export function describeFirsts(name: string, begin: Begin<Rig>): void {
  describe(`Firsts on ${name}`, () => {
    const rig = rigFor(begin)

    test('of two processes one is the first, for a while, or until it lets go', async () => {
      const [one, other] = [createFirsts(rig.redis), createFirsts(rig.redis)]
      const delivery = aSystem()
      const taken = await Promise.all([one.take(delivery, 60_000), other.take(delivery, 60_000)])
      expect(taken.filter(isFirst => isFirst)).toHaveLength(1)
      const livesMs = await rig.redis.pttl(`belay:first:${delivery}`)
      expect(livesMs > 0 && livesMs <= 60_000).toBe(true)
      await one.release(delivery)
      expect(await other.take(delivery, 60_000)).toBe(true)
    })
  })
}
