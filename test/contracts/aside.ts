import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createAside } from '../../src/store/aside.ts'
import { createBarrier } from '../../src/store/barrier.ts'
import { createHistory } from '../../src/store/history.ts'
import { type Begin, type Rig, rigFor } from './rig.ts'

const day = 24 * 3_600_000

/** What any `Aside` must keep to, whatever keeps it. */
export function describeAside(name: string, begin: Begin<Rig>): void {
  describe(`Aside on ${name}`, () => {
    const rig = rigFor(begin)

    function aside() {
      const source = `source-${randomUUID()}`
      const stream = `belay:aside:{${source}}`
      const { barrier } = createBarrier(rig.redis, createHistory(rig.redis, rig.clock))
      const { keep } = createAside(rig.redis, barrier)
      return {
        stream,
        keep: (delivery: string, body = '{"event":', why = 'It is not JSON.') =>
          keep({ source, delivery, why, body }),
        all: async () => (await rig.redis.xrange(stream, '-', '+')) as [string, string[]][],
      }
    }

    test('what is kept is found by the id that keeping answered, as it came', async () => {
      const { keep, all, stream } = aside()
      const id = await keep('D1', '{"event":\n"ünclear"')
      expect(await rig.redis.xrange(stream, id, id)).toEqual([
        [id, ['delivery', 'D1', 'why', 'It is not JSON.', 'body', '{"event":\n"ünclear"']],
      ])
      await keep('D2')
      expect((await all()).map(([, fields]) => fields[1])).toEqual(['D1', 'D2'])
    })

    test('of a large one the beginning is kept, and how large it was', async () => {
      const { keep, all } = aside()
      await keep('D1', `{"ü":"${'x'.repeat(4_000_000)}"}`)
      const [[, [, , , , , body, ...more]]] = (await all()) as [[string, string[]]]
      expect(body).toBe(`{"ü":"${'x'.repeat(65_536 - 7)}`)
      expect(more).toEqual(['bytes', '4000009'])
    })

    test('a delivery that comes again is the one that is kept already', async () => {
      const { keep, all } = aside()
      const ids = await Promise.all([keep('D1'), keep('D1'), keep('D1', 'otherwise')])
      expect(new Set(ids).size).toBe(1)
      expect(await all()).toHaveLength(1)
    })

    test('each source has its own', async () => {
      const [one, other] = [aside(), aside()]
      await one.keep('D1')
      await other.keep('D1')
      expect([await one.all(), await other.all()].map(all => all.length)).toEqual([1, 1])
    })

    test('two hundred at most, the latest; after 30 days nothing', async () => {
      const { keep, all, stream } = aside()
      const old = rig.clock.wall() - 31 * day
      const fields = ['delivery', 'old', 'why', '', 'body', ''] as const
      for (let i = 0; i < 3; i++) await rig.redis.xadd(stream, `${old + i}-0`, ...fields)
      for (let i = 0; i < 203; i++) await keep(`D${i}`)
      const kept = await all()
      expect(kept).toHaveLength(200)
      expect([kept[0]![1][1], kept.at(-1)![1][1]]).toEqual(['D3', 'D202'])
      const left = await rig.redis.pttl(stream)
      expect(left).toBeGreaterThan(29 * day)
      expect(left).toBeLessThanOrEqual(30 * day)

      const sparse = aside()
      await rig.redis.xadd(sparse.stream, `${old}-0`, ...fields)
      await sparse.keep('D1')
      expect((await sparse.all()).map(([, fields]) => fields[1])).toEqual(['D1'])
    })
  })
}
