import { describe, expect, test } from 'vitest'
import type { Job, Order } from '../../src/domain/jobs.ts'
import type { Claim } from '../../src/ports/queue.ts'
import { aSystem, type Begin, claimedSoon, rigFor, until } from './rig.ts'

const kinds = ['timer', 'page', 'show', 'reconcile']
const longLease = 60_000
/** Over before the next question is asked, or nearly so. */
const shortLease = 5

const show: Job = { kind: 'show', incident: 'i1' }
const timer: Job = { kind: 'timer', incident: 'i1', timer: 'escalate' }

/** What any `Queue` must keep to, whatever keeps it. */
export function describeQueue(name: string, begin: Begin): void {
  describe(`Queue on ${name}`, () => {
    const rig = rigFor(begin)

    /** A system with its queue, and words for what happens to it. */
    function setting() {
      const system = aSystem()
      const { queue, clock } = rig
      const at = (job: Job, due: number, when: Order['when'] = 'earlier') =>
        queue.order(system, [{ job, due, when }])
      const claim = (leaseMs = longLease, limit = 10) => queue.claim(system, limit, leaseMs, kinds)
      const one = async (leaseMs = longLease): Promise<Claim> => (await claim(leaseMs)).claims[0]!
      return {
        system,
        queue,
        at,
        claim,
        one,
        now: () => clock.now(),
        ordered: (job: Job, when: Order['when'] = 'earlier') => at(job, clock.now() - 1_000, when),
        done: (claim: Claim) => queue.done(system, claim),
        ids: async () => (await claim()).claims.map(({ id }) => id),
        takenOver: async () => (await claimedSoon(() => claim())).claims[0]!,
        depth: () => queue.depth(system),
      }
    }
    const gone = { waiting: 0, held: 0, parked: 0 }

    test('owing a thing twice is owing it once, and done is done', async () => {
      const { ordered, claim, done, depth } = setting()
      await ordered(show)
      await ordered(show)
      const { claims } = await claim()
      expect(claims).toMatchObject([{ id: 'show:i1', job: show, attempts: 1, takeover: false }])
      expect((await claim()).claims).toEqual([])
      expect(await done(claims[0]!)).toBe(true)
      expect(await depth()).toEqual(gone)
    })

    test('as many as there are can be owed at once', async () => {
      const { system, queue, depth, claim, now } = setting()
      const orders = Array.from({ length: 8_001 }, (_, i): Order => {
        return { job: { kind: 'show', incident: `i${i}` }, due: now() - 1_000, when: 'earlier' }
      })
      await queue.order(system, [{ job: timer, due: now() - 1_000, when: 'earlier' }, ...orders])
      expect(await depth()).toEqual({ waiting: 8_002, held: 0, parked: 0 })
      expect((await claim()).claims).toHaveLength(10)
    })

    test('of those that are done together each is told whether its own claim held', async () => {
      const { ordered, claim, done, one, depth } = setting()
      const others: Job[] = [2, 3].map(i => ({ kind: 'show', incident: `i${i}` }))
      for (const job of [show, ...others]) await ordered(job)
      const [first, second, third] = (await claim()).claims
      await ordered(others[0]!)
      expect(await Promise.all([done(first!), done({ ...third!, token: 'lost' }), done(second!)])).toEqual([
        true,
        false,
        true,
      ])
      expect(await depth()).toEqual({ waiting: 1, held: 1, parked: 0 })
      expect(await one()).toMatchObject({ id: 'show:i2', attempts: 1 })
    })

    test('of leases that are renewed together each is told whether its own claim held', async () => {
      const { ordered, claim, queue, system } = setting()
      for (const incident of ['i1', 'i2', 'i3']) await ordered({ kind: 'show', incident })
      const [first, second, third] = (await claim(50)).claims
      const renewed = [first!, { ...third!, token: 'lost' }, second!]
      expect(
        await Promise.all(renewed.map((one, i) => queue.renew(system, one, (i + 1) * longLease))),
      ).toEqual([true, false, true])
      expect((await claimedSoon(claim)).claims.map(({ id }) => id)).toEqual(['show:i3'])
      expect((await claim()).nextInMs).toBeLessThanOrEqual(longLease)
    })

    test('nothing is claimed before its time, and the wait for it is known', async () => {
      const { at, claim, ids, now } = setting()
      await at(timer, now() + 900_000)
      const early = await claim()
      expect(early.claims).toEqual([])
      expect(early.nextInMs).toBeGreaterThan(890_000)
      expect(early.nextInMs).toBeLessThanOrEqual(900_100)
      await rig.clock.advance(901_000)
      expect(await ids()).toEqual(['timer:i1:escalate'])
      expect((await setting().claim()).nextInMs).toBeUndefined()
    })

    test('a clock in a hurry brings the time nearer, and lateness is told in real time', async () => {
      const { at, claim, now } = setting()
      await rig.clock.set({ rate: 1000 })
      try {
        await at(timer, now() + 3_600_000)
        const { nextInMs } = await claim()
        expect(nextInMs).toBeLessThanOrEqual(3_700)
        await rig.clock.advance(7_200_000)
        const { claims } = await claim()
        expect(claims[0]!.lateMs).toBeGreaterThan(3_500)
        expect(claims[0]!.lateMs).toBeLessThan(3_600_000)
      } finally {
        await rig.clock.set({ rate: 1 })
      }
    })

    test('of two orders `earlier` keeps the sooner, `replace` the later given', async () => {
      const { at, claim, now } = setting()
      const [soon, late] = [now() + 1_000, now() + 500_000]
      await at(show, soon)
      await at(show, late)
      expect((await claim()).nextInMs).toBeLessThanOrEqual(1_100)
      await at(show, late, 'replace')
      expect((await claim()).nextInMs).toBeGreaterThan(400_000)
      await at(show, soon)
      expect((await claim()).nextInMs).toBeLessThanOrEqual(1_100)
    })

    test('pages and deadlines go before cards, cards before housekeeping, however old', async () => {
      const { at, claim, now } = setting()
      const from = now()
      await at({ kind: 'reconcile' }, from - 3_000)
      for (let i = 0; i < 50; i++) await at({ kind: 'show', incident: `${i}` }, from - 2_000 + i)
      await at({ kind: 'page', incident: 'i1', cycle: 1, climb: 1, level: 1, person: 'U1' }, from - 1_500)
      await at(timer, from - 1_501)
      const first = await claim(longLease, 4)
      expect(first.claims.map(({ id }) => id)).toEqual([
        'timer:i1:escalate',
        'page:i1:1:1:1:U1',
        'show:0',
        'show:1',
      ])
      expect(first.nextInMs).toBe(0)
    })

    test('a page goes before the cards whose rest is over', async () => {
      const { ordered, claim, one, queue, system } = setting()
      await ordered(show)
      expect(await queue.retry(system, await one(), 0, 'Slack is away', false)).toBe(true)
      await ordered(timer)
      const { claims } = await claim(longLease, 1)
      expect(claims.map(({ id }) => id)).toEqual(['timer:i1:escalate'])
    })

    test('what many claim at once, each gets once', async () => {
      const { at, claim, now } = setting()
      for (let i = 0; i < 40; i++) await at({ kind: 'show', incident: `${i}` }, now() - 1_000)
      const all = await Promise.all(Array.from({ length: 12 }, () => claim(longLease, 5)))
      const ids = all.flatMap(({ claims }) => claims.map(({ id }) => id))
      expect(ids).toHaveLength(40)
      expect(new Set(ids).size).toBe(40)
      expect(new Set(all.flatMap(({ claims }) => claims.map(({ token }) => token))).size).toBe(40)
    })

    test('what a lost worker had is taken over, and the lost one can do nothing more', async () => {
      const { ordered, one, takenOver, queue, system } = setting()
      await ordered(show)
      const lost = await one(shortLease)
      const next = await takenOver()
      expect(next).toMatchObject({ id: lost.id, takeover: true, attempts: 2 })
      expect(await queue.renew(system, lost, longLease)).toBe(false)
      expect(await queue.done(system, lost)).toBe(false)
      expect(await queue.retry(system, lost, 0, 'late', true)).toBe(false)
      expect(await queue.park(system, lost, 'late')).toBe(false)
      expect(await queue.done(system, next)).toBe(true)
      expect(await queue.done(system, next)).toBe(false)
    })

    test('what a lost worker had comes before all that waits, however light it is', async () => {
      const { ordered, one, claim } = setting()
      await ordered(show)
      await one(shortLease)
      const leaseEnds = rig.clock.wall() + shortLease
      await ordered(timer)
      await until(() => rig.clock.wall() > leaseEnds)
      const { claims } = await claim(longLease, 1)
      expect(claims).toMatchObject([{ id: 'show:i1', takeover: true }])
    })

    test('a renewed lease is not taken over', async () => {
      const { ordered, one, claim, queue, system } = setting()
      await ordered(show)
      const held = await one(50)
      expect(await queue.renew(system, held, longLease)).toBe(true)
      const leaseEnds = rig.clock.wall() + 50
      await until(() => rig.clock.wall() > leaseEnds)
      expect(await claim()).toMatchObject({ claims: [] })
      expect((await claim()).nextInMs).toBeGreaterThan(longLease / 2)
    })

    describe('ordered again while in hand', () => {
      test('it is not claimed by a second, and is owed anew when it is done', async () => {
        const { ordered, one, claim, done, depth } = setting()
        await ordered(show)
        const first = await one()
        await ordered(show)
        expect((await claim()).claims).toEqual([])
        expect(await done(first)).toBe(true)
        const second = await one()
        expect(second.generation).toBeGreaterThan(first.generation)
        expect(second).toMatchObject({ takeover: false, attempts: 1 })
        await done(second)
        expect(await depth()).toEqual(gone)
      })

      test.each([
        ['earlier', 500_000, 'earlier', 100_000, 100_000],
        ['earlier', 100_000, 'earlier', 500_000, 100_000],
        ['earlier', 100_000, 'replace', 500_000, 500_000],
        ['replace', 500_000, 'earlier', 100_000, 100_000],
        ['replace', 100_000, 'earlier', 500_000, 100_000],
        ['replace', 100_000, 'replace', 500_000, 500_000],
      ] as const)('%s in %i ms, then %s in %i ms: due in %i ms once done', async (a, inA, b, inB, due) => {
        const { ordered, at, one, claim, done, now } = setting()
        await ordered(timer)
        const first = await one()
        const from = now()
        await at(timer, from + inA, a)
        await at(timer, from + inB, b)
        await done(first)
        const { nextInMs } = await claim()
        expect(nextInMs).toBeGreaterThan(due - 50_000)
        expect(nextInMs).toBeLessThanOrEqual(due + 100)
      })

      test('a deadline that moved is neither taken over nor lost with its worker', async () => {
        const { ordered, at, one, claim, ids, depth, now } = setting()
        await ordered(timer)
        await one(shortLease)
        await at(timer, now() + 900_000, 'replace')
        await until(async () => {
          expect((await claim()).claims).toEqual([])
          return (await depth()).waiting === 1
        })
        expect((await claim()).nextInMs).toBeGreaterThan(800_000)
        await rig.clock.advance(901_000)
        expect(await ids()).toEqual(['timer:i1:escalate'])
      })

      test('a card that is tried again shows the newest state once, not twice', async () => {
        const { ordered, one, takenOver, done, queue, system, depth } = setting()
        await ordered(show)
        const first = await one()
        await ordered(show)
        await queue.retry(system, first, 1, 'Slack is away', true)
        await done(await takenOver())
        expect(await depth()).toEqual(gone)
      })

      test('what is put aside meanwhile is owed all the same', async () => {
        const { ordered, one, queue, system } = setting()
        await ordered(show)
        const first = await one()
        await ordered(show)
        expect(await queue.park(system, first, 'invalid_blocks')).toBe(true)
        expect(await one()).toMatchObject({ id: 'show:i1', attempts: 1 })
      })
    })

    describe('tried again', () => {
      test('after its rest, and only what counts is counted', async () => {
        const { ordered, one, takenOver, queue, system } = setting()
        await ordered(show)
        await queue.retry(system, await one(), 1, 'slow', true)
        const second = await takenOver()
        expect(second).toMatchObject({ attempts: 2, takeover: false })
        await queue.retry(system, second, 1, 'Slack is away', false)
        expect(await takenOver()).toMatchObject({ attempts: 2, takeover: false })
      })

      test('what a lost worker did stays uncertain until the job is done, whatever is tried meanwhile', async () => {
        const { ordered, one, takenOver, done, queue, system } = setting()
        await ordered(show)
        await one(shortLease)
        await queue.retry(system, await takenOver(), 1, 'Redis is away', false)
        const again = await takenOver()
        expect(again).toMatchObject({ takeover: true, lost: 0 })
        await ordered(show)
        await done(again)
        expect(await one()).toMatchObject({ takeover: false })
      })

      test('ordering it again does not shorten its rest', async () => {
        const { ordered, at, one, claim, queue, system, now } = setting()
        await ordered(show)
        await queue.retry(system, await one(), 30_000, 'Retry-After', false)
        await ordered(show)
        await at(show, now() - 60_000, 'replace')
        const { claims, nextInMs } = await claim()
        expect(claims).toEqual([])
        expect(nextInMs).toBeGreaterThan(20_000)
      })

      test('a deadline moved during its rest waits for the new time', async () => {
        const { ordered, at, one, claim, depth, queue, system, now } = setting()
        await ordered(timer)
        await queue.retry(system, await one(), 1, 'conflict', true)
        await at(timer, now() + 900_000, 'replace')
        await until(async () => {
          expect((await claim()).claims).toEqual([])
          return (await depth()).waiting === 1
        })
        expect((await claim()).nextInMs).toBeGreaterThan(800_000)
      })
    })

    describe('put aside', () => {
      test('it is not claimed, is counted, and a later order takes it up afresh', async () => {
        const { ordered, one, claim, queue, system, depth } = setting()
        await ordered(show)
        expect(await queue.park(system, await one(), 'invalid_blocks')).toBe(true)
        expect(await claim()).toEqual({ claims: [], nextInMs: undefined })
        expect(await depth()).toEqual({ waiting: 0, held: 0, parked: 1 })
        await ordered(show)
        expect(await depth()).toEqual({ waiting: 1, held: 0, parked: 0 })
        expect(await one()).toMatchObject({ id: 'show:i1', attempts: 1, takeover: false })
      })

      test('it is listed with why, since when and how often it was tried, the newest first', async () => {
        const { ordered, one, queue, system } = setting()
        await ordered(show)
        await queue.park(system, await one(), 'invalid_blocks')
        await ordered({ kind: 'show', incident: 'i2' })
        await queue.park(system, await one(), 'is_archived')
        const all = await queue.parked(system)
        expect(all).toHaveLength(2)
        expect(all).toEqual(
          expect.arrayContaining([
            expect.objectContaining({ id: 'show:i1', job: show, why: 'invalid_blocks', attempts: 1 }),
            expect.objectContaining({ id: 'show:i2', why: 'is_archived' }),
          ]),
        )
        expect(all[0]!.at).toBeGreaterThanOrEqual(all[1]!.at)
        await ordered(show)
        expect((await queue.parked(system)).map(({ id }) => id)).toEqual(['show:i2'])
      })

      test('what a lost worker did stays uncertain, however it is taken up again', async () => {
        const { ordered, one, takenOver, queue, system } = setting()
        await ordered(show)
        await one(shortLease)
        await queue.park(system, await takenOver(), 'bad')
        await ordered(show)
        expect(await one()).toMatchObject({ takeover: true, again: true, attempts: 1 })
      })
    })

    describe('that outlives its workers', () => {
      /** As many workers in a row are lost with it in hand. */
      async function outlives(workers: number, more: Job = show) {
        const its = setting()
        const lose = async () => {
          const [claim] = (await its.claim(0)).claims
          if (!claim) {
            await rig.expire(its.system, more)
            await lose()
          }
        }
        await its.ordered(more)
        for (let i = 0; i < workers; i++) await lose()
        const restOver = async () => {
          await its.claim()
          await rig.expire(its.system, more)
        }
        return { ...its, restOver }
      }

      test.each([1, 2])('%i times, it is taken over at once', async workers => {
        const { takenOver } = await outlives(workers)
        expect(await takenOver()).toMatchObject({ lost: workers, takeover: true, again: true })
      })

      test.each([
        [3, 5_000, 10_000],
        [4, 10_000, 20_000],
        [5, 20_000, 40_000],
        [20, 150_000, 300_000],
      ])(
        '%i times, it rests for %i to %i ms, and is known to be uncertain after that',
        async (workers, from, to) => {
          const { claim, one, restOver } = await outlives(workers)
          const { claims, nextInMs } = await claim()
          expect(claims).toEqual([])
          expect(nextInMs).toBeGreaterThan(from - 1_000)
          expect(nextInMs).toBeLessThanOrEqual(to)
          await restOver()
          expect(await one()).toMatchObject({ lost: workers, takeover: true, again: true })
        },
      )

      test.each(['done', 'retry', 'park'] as const)(
        'until one ends with %s: then nothing is held against it',
        async end => {
          const { one, restOver, queue, system, ordered } = await outlives(4)
          await restOver()
          const last = await one()
          await ordered(show)
          if (end === 'done') await queue.done(system, last)
          if (end === 'retry') await queue.retry(system, last, 0, 'slow', false)
          if (end === 'park') await queue.park(system, last, 'bad')
          const uncertain = end === 'retry'
          expect(await one()).toMatchObject({ lost: 0, takeover: uncertain, again: uncertain })
        },
      )
    })

    test('jobs of kinds that only a newer version knows are left to it, and block nobody', async () => {
      const { at, claim, ids, now, queue, system, depth } = setting()
      const future = (i: number) => ({ kind: 'rollout', incident: `${i}` }) as unknown as Job
      await queue.order(
        system,
        Array.from({ length: 300 }, (_, i) => ({ job: future(i), due: now() - 9_000, when: 'earlier' })),
      )
      const lost = await queue.claim(system, 100, shortLease, ['rollout'])
      expect(lost.claims).toHaveLength(100)
      await at(show, now() - 1_000)
      expect(await ids()).toEqual(['show:i1'])
      expect((await claim()).nextInMs).toBeGreaterThan(longLease / 2)
      expect(await depth()).toEqual({ waiting: 200, held: 101, parked: 0 })
      const newer = await queue.claim(system, 300, longLease, [...kinds, 'rollout'])
      expect(newer.claims.length).toBeGreaterThanOrEqual(200)
    })

    test('systems do not see each other', async () => {
      const [a, b] = [setting(), setting()]
      await a.ordered(show)
      expect(await b.ids()).toEqual([])
      expect(await a.ids()).toEqual(['show:i1'])
    })
  })
}
