import { describe, expect, test } from 'vitest'
import { type Job, jobId } from '../../src/domain/jobs.ts'
import { createQueue } from '../../src/store/queue.ts'
import { aSystem, type Begin, type Rig, rigFor } from './rig.ts'

const kinds = ['timer', 'page', 'show']
const show: Job = { kind: 'show', incident: 'i1' }
const timer: Job = { kind: 'timer', incident: 'i1', timer: 'escalate' }

/** What the queue in Redis makes of what others have written there, and of a Redis that is slow. */
export function describeQueueInRedis(name: string, begin: Begin<Rig>): void {
  describe(`Queue of ${name}`, () => {
    const rig = rigFor(begin)

    function setting() {
      const system = aSystem()
      const { queue, clock } = rig
      return {
        system,
        queue,
        now: () => clock.now(),
        ordered: (job: Job) => queue.order(system, [{ job, due: clock.now() - 1_000, when: 'earlier' }]),
        claim: () => queue.claim(system, 10, 60_000, kinds),
        depth: () => queue.depth(system),
      }
    }

    test('what cannot be read is claimed as such, and what is beside it as ever', async () => {
      const { ordered, claim, system, queue, depth } = setting()
      const other: Job = { kind: 'show', incident: 'i2' }
      await ordered(show)
      await ordered(other)
      await ordered({ kind: 'page', incident: 'i1', cycle: 1, climb: 1, level: 1 } as unknown as Job)
      await rig.redis.hset(`belay:{${system}}:jobs`, 'show:i1', '1 0 {"kind":"show",')
      const { claims } = await claim()
      expect(claims).toMatchObject([
        { id: 'page:i1:1:1:1', kind: 'page', job: undefined },
        { id: 'show:i1', kind: 'show', job: undefined },
        { id: 'show:i2', kind: 'show', job: other },
      ])
      for (const broken of claims.slice(0, 2)) await queue.park(system, broken, 'unreadable')
      await queue.done(system, claims[2]!)
      expect(await depth()).toEqual({ waiting: 0, held: 0, parked: 2 })
    })

    test('a claim that Redis comes to too late takes nothing, an order says so, and both take their bearings', async () => {
      const { ordered, depth, system, now } = setting()
      let bearings = 0
      const sync = async () => void bearings++
      const slow = { ...rig.clock, sync, redis: () => rig.clock.redis() - 60_000 }
      const queue = createQueue(rig.redis, slow)
      await ordered(show)
      expect((await queue.claim(system, 10, 60_000, kinds)).claims).toEqual([])
      await expect(queue.order(system, [{ job: timer, due: now(), when: 'replace' }])).rejects.toMatchObject({
        fault: { service: 'redis', fault: 'away', effect: 'none' },
      })
      expect(bearings).toBe(2)
      expect(await depth()).toEqual({ waiting: 1, held: 0, parked: 0 })
    })

    test('what outlives its workers rests for other times than what was lost beside it', async () => {
      const { system, ordered, claim } = setting()
      const jobs = [show, timer]
      for (const job of jobs) await ordered(job)
      for (let lost = 0; lost < 3; lost++) {
        expect((await claim()).claims).toHaveLength(2)
        for (const job of jobs) await rig.expire(system, job)
      }
      expect((await claim()).claims).toEqual([])
      const ends = await Promise.all(
        jobs.map(job => rig.redis.zscore(`belay:{${system}}:held:${job.kind}`, jobId(job))),
      )
      expect(Math.abs(Number(ends[0]) - Number(ends[1]))).toBeGreaterThan(100)
    })
  })
}
