import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Rank } from '../../src/ports/lanes.ts'
import { type Begin, type KeptLanes, rigFor, until } from './rig.ts'

/** Rates so slow that none comes round while a test runs. */
const minute = 60_000

/** What any `Lanes` must keep to, whatever keeps them. */
export function describeLanes(name: string, begin: Begin<KeptLanes>): void {
  describe(`Lanes on ${name}`, () => {
    const rig = rigFor(begin)

    function lane() {
      const name = randomUUID()
      const asks =
        (rank: Rank) =>
        (who?: string, everyMs = minute) =>
          rig.lanes.take(name, everyMs, rank, who)
      return {
        name,
        thread: asks('thread'),
        card: asks('card'),
        page: asks('page'),
        close: (ms: number) => rig.lanes.close(name, ms),
        forgotten: () => rig.isForgotten(name),
      }
    }
    /** A wait of so many messages, or a little less. */
    const about = (wait: number, messages: number, everyMs = minute) => {
      expect(wait).toBeGreaterThan((messages - 0.5) * everyMs)
      expect(wait).toBeLessThanOrEqual(messages * everyMs)
    }

    test('one message goes, and the next is told when to ask again', async () => {
      const { thread } = lane()
      expect(await thread('a')).toBe(0)
      about(await thread('b'), 1)
      expect(await lane().thread('a')).toBe(0)
    })

    test('each that waits is told its own time, and asking again does not change it', async () => {
      const { thread } = lane()
      await thread('a')
      about(await thread('b'), 1)
      about(await thread('c'), 2)
      about(await thread('d'), 3)
      about(await thread('b'), 1)
      about(await thread('d'), 3)
    })

    test('all processes share it: of many that ask at once, each gets a time of its own', async () => {
      const { name } = lane()
      const processes = [rig.lanes, rig.others]
      const waits = await Promise.all(
        Array.from({ length: 100 }, (_, i) => processes[i % 2]!.take(name, minute, 'thread', `${i}`)),
      )
      waits.sort((a, b) => a - b)
      expect(waits[0]).toBe(0)
      for (const [i, wait] of waits.entries()) if (i > 0) about(wait, i)
    })

    test('whoever comes when told goes at last, each once', async () => {
      const { thread } = lane()
      const { wall } = rig.clock
      const went: string[] = []
      const comes = async (who: string) => {
        for (;;) {
          const [asked, wait] = [wall(), await thread(who, 20)]
          if (wait === 0) return went.push(who)
          await until(() => wall() - asked >= wait)
        }
      }
      const all = Array.from({ length: 20 }, (_, i) => String.fromCharCode(97 + i))
      await Promise.all(all.map(comes))
      expect(went[0]).toBe('a')
      expect(went.toSorted()).toEqual(all)
    })

    test('pages go ahead, within a burst that the others pay back', async () => {
      const { thread, page } = lane()
      const everyMs = 2_400
      expect(await thread('a', everyMs)).toBe(0)
      about(await thread('b', everyMs), 1, everyMs)
      expect(await page('p', everyMs)).toBe(0)
      expect(await page('q', everyMs)).toBe(0)
      expect(await page('r', everyMs)).toBeGreaterThan(0)
      expect(await thread('c', everyMs)).toBeGreaterThan(4_800)
    })

    test('a card goes before the threads, whatever place they have', async () => {
      const { thread, card } = lane()
      expect(await thread('a')).toBe(0)
      about(await thread('b'), 1)
      about(await thread('c'), 2)
      const wait = await card('x')
      expect(wait).toBeGreaterThan(0)
      expect(wait).toBeLessThanOrEqual(minute / 2)
    })

    test('of many cards each is told a time of its own, before every thread, unless it keeps no place', async () => {
      const { thread, card } = lane()
      const sooner = (wait: number, messages: number) => about(wait + minute / 2, messages)
      expect(await thread('a')).toBe(0)
      for (let i = 1; i <= 200; i++) about(await thread(`run ${i}`), i)
      sooner(await card('x'), 1)
      sooner(await card('y'), 2)
      sooner(await card('z'), 3)
      sooner(await card('y'), 2)
      sooner(await card(), 1)
      sooner(await card(), 1)
    })

    test('closing a lane moves everybody, each to a time of its own', async () => {
      const { thread, close } = lane()
      await thread('a')
      await thread('b')
      await thread('c')
      await close(10 * minute)
      about(await thread('b'), 10)
      about(await thread('c'), 11)
      about(await thread('d'), 12)
    })

    test('nothing goes through a closed lane, however urgent, and closing it for less changes nothing', async () => {
      const { thread, card, page, close } = lane()
      await close(2 * minute)
      await close(1)
      for (const asks of [page, card, thread]) expect(await asks('a')).toBeGreaterThan(minute)
    })

    test('nobody waits for one who does not come', async () => {
      const { thread } = lane()
      expect(await thread('a', 20)).toBe(0)
      await thread('lost', 20)
      await thread('b', 20)
      await until(async () => (await thread('b', 20)) === 0)
    })

    test('a lane opens again by itself, and is forgotten when nobody waits in it', async () => {
      const { thread, close, forgotten } = lane()
      await close(5)
      await until(async () => (await thread('a', 5)) === 0)
      await until(forgotten)
    })
  })
}
