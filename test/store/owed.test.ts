import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { startRedis } from '../../sandbox/redis.ts'
import type { Job } from '../../src/domain/jobs.ts'
import type { Claim } from '../../src/ports/queue.ts'
import { aSave, aSystem, inRedis, rigFor, until } from '../contracts/rig.ts'

const job: Job = { kind: 'show', incident: 'i1' }

/** What may happen to one job, in any order. `lapse`: the worker that has it is lost, and another looks for work. */
const steps = ['order', 'replace', 'cancel', 'claim', 'done', 'retry', 'park', 'lapse'] as const

describe('Whatever happens to a job, in whatever order', () => {
  const rig = rigFor(inRedis(startRedis))

  test('an order is kept until a worker that claimed it later is done with it, and nothing is kept for ever', async () => {
    const { redis, clock, queue, store } = rig
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...steps), { maxLength: 25 }), async taken => {
        const system = aSystem()
        let held: Claim | undefined
        /** Ordered since; whether the claim in hand covers it. */
        let owed = false
        let covered = false
        let parked = false
        const claim = async (leaseMs = 60_000) => (await queue.claim(system, 1, leaseMs, ['show'])).claims[0]

        for (const step of taken) {
          if (step === 'order' || step === 'replace') {
            await queue.order(system, [
              { job, due: clock.now() - 1_000, when: step === 'order' ? 'earlier' : 'replace' },
            ])
            owed = true
            covered = false
            parked = false
          } else if (step === 'cancel') {
            await store.save(aSave(system, { cancelled: [job] }))
            owed = false
            parked = false
          } else if (step === 'claim' && !held) {
            held = await claim()
            covered = held !== undefined
          } else if (step === 'done' && held) {
            expect(await queue.done(system, held)).toBe(true)
            if (covered) owed = false
            held = undefined
          } else if (step === 'retry' && held) {
            expect(await queue.retry(system, held, 0, 'slow', true)).toBe(true)
            held = undefined
          } else if (step === 'park' && held) {
            expect(await queue.park(system, held, 'bad')).toBe(true)
            parked = owed && covered
            held = undefined
          } else if (step === 'lapse' && held) {
            const lost = held
            // Each is the first in a row: after several a job rests, which is another story.
            await redis.hdel(`belay:{${system}}:tries`, lost.id)
            expect(await queue.renew(system, lost, 0)).toBe(true)
            held = await claim()
            expect(held?.takeover).toBe(owed ? true : undefined)
            expect(await queue.done(system, lost)).toBe(false)
            covered = held !== undefined
          }
          const { waiting, held: inHand, parked: aside } = await queue.depth(system)
          expect(waiting + inHand + aside).toBe(owed || held ? 1 : 0)
          expect(aside).toBe(parked ? 1 : 0)
        }

        if (held) await queue.done(system, held)
        if (held && covered) owed = false
        const last = owed && !parked ? await until(async () => (await claim()) ?? false) : await claim()
        expect(last !== undefined).toBe(owed && !parked)
        if (last) await queue.done(system, last)
        expect(await redis.hlen(`belay:{${system}}:jobs`)).toBe(parked ? 1 : 0)
        for (const hash of ['tokens', 'next']) expect(await redis.hlen(`belay:{${system}}:${hash}`)).toBe(0)
        expect(await redis.hlen(`belay:{${system}}:tries`)).toBe(parked ? 1 : 0)
      }),
      { numRuns: 300 },
    )
  })
})
