import { describe, expect, test } from 'vitest'
import type { Incident } from '../../src/domain/incident.ts'
import type { Order } from '../../src/domain/jobs.ts'
import { createHistory } from '../../src/store/history.ts'
import { createStore } from '../../src/store/store.ts'
import { anIncident, aSave, aSystem, type Begin, type Rig, rigFor } from './rig.ts'

/** What the store in Redis makes of what others have written there, and of a Redis that is slow or has forgotten. */
export function describeStoreInRedis(name: string, begin: Begin<Rig>): void {
  describe(`Store of ${name}`, () => {
    const rig = rigFor(begin)

    /** A system with one incident saved. */
    async function opened() {
      const system = aSystem()
      const change = anIncident(system)
      const { id } = change.incident
      await rig.store.save(aSave(system, { changes: [change] }))
      const { version } = (await rig.store.incident(system, id))!
      const next = (more: Partial<Incident>) => ({
        expected: version,
        incident: { ...change.incident, ...more },
        entries: [],
      })
      return {
        system,
        id,
        next,
        saved: async () => [await rig.store.incident(system, id), await rig.queue.depth(system)],
      }
    }
    const showAt = (incident: string, due: number): Order => ({
      job: { kind: 'show', incident },
      due,
      when: 'earlier',
    })

    test('a save that Redis comes to too late does nothing, and says so', async () => {
      const { system, next, saved } = await opened()
      const slow = { ...rig.clock, redis: () => rig.clock.redis() - 60_000 }
      const store = createStore(rig.redis, slow, { history: createHistory(rig.redis, rig.clock) })
      const before = await saved()
      const save = aSave(system, { changes: [next({ level: 2 })], orders: [showAt('i', 1)] })
      await expect(store.save(save)).rejects.toMatchObject({
        name: 'OutsideError',
        fault: { service: 'redis', fault: 'away', effect: 'none' },
      })
      expect(await saved()).toEqual(before)
      expect(await rig.store.save(save)).toBe('saved')
    })

    test('a state from a newer version is not read, and so never written over; lists do without it', async () => {
      const unreadable: string[] = []
      const store = createStore(rig.redis, rig.clock, { onUnreadable: why => unreadable.push(why) })
      const { system, id: known } = await opened()
      const change = anIncident(system, { schema: 2 } as unknown as Partial<Incident>)
      const { id } = change.incident
      await store.save(aSave(system, { changes: [change] }))
      await expect(store.incident(system, id)).rejects.toMatchObject({
        message: expect.stringContaining('newer Belay'),
        fault: { fault: 'refused', effect: 'none', code: 'newer_schema' },
      })
      for (let i = 0; i < 2; i++)
        expect((await store.incidents(system, [id, known])).map(incident => incident.id)).toEqual([known])
      expect(unreadable).toEqual([expect.stringContaining(id)])
    })

    test('a state that is no JSON is left aside: lists do without it, and it is told of once', async () => {
      const unreadable: string[] = []
      const store = createStore(rig.redis, rig.clock, { onUnreadable: why => unreadable.push(why) })
      const { system, id } = await opened()
      const { incident: known } = anIncident(system)
      await store.save(aSave(system, { changes: [{ expected: undefined, incident: known, entries: [] }] }))
      const key = `belay:{${system}}:incident:${id}`
      const state = (await rig.redis.hget(key, 'state'))!
      await rig.redis.hset(key, 'state', state.slice(0, -1))
      await expect(store.incident(system, id)).rejects.toMatchObject({
        name: 'OutsideError',
        fault: { service: 'redis', fault: 'refused', effect: 'none' },
      })
      for (let i = 0; i < 2; i++)
        expect((await store.incidents(system, await store.open(system))).map(one => one.id)).toEqual([
          known.id,
        ])
      expect(unreadable).toEqual([expect.stringContaining(id)])
    })

    test('an audit that somebody has changed is read with where it is broken', async () => {
      const { system } = await opened()
      for (const what of ['ack', 'note', 'resolve'])
        await rig.store.save(aSave(system, { audit: [{ at: 1, by: 'slack:UANA', what }] }))
      const [key, chain] = [`belay:{${system}}:audit`, await rig.store.auditChain(system)]
      expect(await rig.store.audit(system, 2)).not.toHaveProperty('broken')
      await rig.redis.xdel(key, chain.at(-1)!.id)
      expect(await rig.store.audit(system, 2)).toMatchObject({ broken: { id: chain.at(-2)!.id } })
      await rig.redis.xdel(key, chain.at(-3)!.id)
      expect(await rig.store.audit(system, 1)).toMatchObject({ broken: { id: chain.at(-2)!.id } })
    })

    test('numbers that Redis forgot are not given again by who drew them', async () => {
      const last = await rig.store.nextNumber()
      await rig.redis.set('belay:number', last - 1)
      expect(await rig.store.nextNumber()).toBeGreaterThan(last)
      await rig.redis.del('belay:number')
      expect(await rig.store.nextNumber()).toBeGreaterThan(last + 1)
    })
  })
}
