import { describe, expect, test } from 'vitest'
import { verifyAudit } from '../../src/store/audit.ts'
import { connect } from '../../src/store/connect.ts'
import { createHistory, type HistoryLost } from '../../src/store/history.ts'
import { createQueue } from '../../src/store/queue.ts'
import { createStore } from '../../src/store/store.ts'
import { anIncident, aSave, aSystem, type Begin, type Rig, rigFor, until } from './rig.ts'

/** What must follow, wherever the states are kept, when less is kept than was said to be saved. */
export function describeHistory(name: string, begin: Begin<Rig>): void {
  describe(`History on ${name}`, () => {
    const rig = rigFor(begin)
    const audited = { at: 1, by: 'slack:U1', what: 'acknowledge' }

    /** A process of its own: what it has seen, and what it says is lost. */
    function aProcess(redis = rig.redis) {
      const lost: HistoryLost[] = []
      const history = createHistory(redis, rig.clock, what => lost.push(what))
      return {
        history,
        lost,
        store: createStore(redis, rig.clock, { history }),
        queue: createQueue(redis, rig.clock, history),
      }
    }
    const forget = (system: string, operation: string) =>
      rig.redis.del(`belay:{${system}}:operation:${operation}`)

    /** Everything of one system goes, as if Redis had come back empty. */
    async function empty(system: string) {
      const kept = [
        'epoch',
        'names',
        'open:incident',
        'recent:incident',
        'closed:incident',
        'audit',
        'audit:head',
        'kinds',
        'due:history',
      ]
      const operations = ['job:history', ...kept].map(key => `belay:{${system}}:${key}`)
      await rig.redis.del(...operations)
    }
    const told = async (system: string) =>
      (await rig.queue.claim(system, 10, 60_000, ['history'])).claims.map(({ id }) => id)
    const epochs = async (system: string) =>
      (await rig.store.audit(system, 10)).entries.filter(({ what }) => what === 'epoch')

    test('as long as nothing is forgotten there is nothing to tell', async () => {
      const system = aSystem()
      const [one, other] = [aProcess(), aProcess()]
      for (const { store } of [one, other, one]) await store.save(aSave(system, { audit: [audited] }))
      await Promise.all([one.history.check(system), other.history.check(system)])
      expect([...one.lost, ...other.lost]).toEqual([])
      expect(await told(system)).toEqual([])
      expect(await rig.store.historyLostAt(system)).toBeUndefined()
      expect(await epochs(system)).toEqual([])
    })

    test('a save that was forgotten is noticed at the next one, which is saved all the same', async () => {
      const system = aSystem()
      const { store, lost } = aProcess()
      const last = aSave(system, { audit: [audited] })
      await store.save(last)
      await forget(system, last.operation)
      const from = rig.clock.wall()
      const next = aSave(system, { changes: [anIncident(system)], audit: [audited] })
      expect(await store.save(next)).toBe('saved')
      expect(lost).toMatchObject([{ system, operation: last.operation }])
      expect((await store.audit(system, 10)).entries.map(({ what }) => what)).toEqual([
        'acknowledge',
        'epoch',
        'acknowledge',
      ])
      expect(verifyAudit(await rig.store.auditChain(system))).toMatchObject({ ok: true })
      expect(await store.historyLostAt(system)).toBeGreaterThanOrEqual(from)
      expect(await told(system)).toEqual(['history'])
      await store.save(aSave(system))
      expect(lost).toHaveLength(1)
    })

    test('what was forgotten is noticed also when another process has done the same again meanwhile', async () => {
      const system = aSystem()
      const [one, other] = [aProcess(), aProcess()]
      const save = aSave(system, { audit: [audited] })
      await one.store.save(save)
      await forget(system, save.operation)
      expect(await other.store.save(save)).toBe('saved')
      expect(await one.store.save(save)).toBe('repeated')
      await one.history.check(system)
      expect(one.lost).toMatchObject([{ system, operation: save.operation }])
      expect(await told(system)).toEqual(['history'])
    })

    test('of many processes that have seen what is gone, one tells of it', async () => {
      const system = aSystem()
      const many = Array.from({ length: 5 }, () => aProcess())
      for (const { store } of many) {
        const save = aSave(system)
        await store.save(save)
        await forget(system, save.operation)
      }
      await Promise.all(many.map(({ history }) => history.check(system)))
      for (const { store } of many) await store.save(aSave(system))
      expect(many.flatMap(({ lost }) => lost)).toHaveLength(1)
      expect(await epochs(system)).toHaveLength(1)
    })

    test('a Redis that came back empty is told by who remembers, also when somebody began anew meanwhile', async () => {
      for (const newcomer of [false, true]) {
        const system = aSystem()
        const { store, history, lost } = aProcess()
        await store.save(aSave(system, { changes: [anIncident(system)] }))
        await empty(system)
        if (newcomer) await aProcess().store.save(aSave(system))
        await history.check(system)
        expect(lost).toHaveLength(1)
        expect(await epochs(system)).toHaveLength(1)
        expect(await told(system)).toEqual(['history'])
      }
    })

    test('an epoch that was itself forgotten is lost history again', async () => {
      const system = aSystem()
      const { store, history, lost } = aProcess()
      await store.save(aSave(system))
      const before = (await rig.redis.get(`belay:{${system}}:epoch`))!
      await rig.redis.del(`belay:{${system}}:epoch`)
      await history.check(system)
      await rig.redis.set(`belay:{${system}}:epoch`, before)
      await history.check(system)
      expect(lost).toHaveLength(2)
      await history.check(system)
      expect(lost).toHaveLength(2)
    })

    test('what is saved after somebody told of a loss, and lost in its turn, is told again', async () => {
      const system = aSystem()
      const [one, other] = [aProcess(), aProcess()]
      await other.store.save(aSave(system))
      for (const { store, history, lost } of [one, other]) {
        const save = aSave(system)
        await store.save(save)
        await forget(system, save.operation)
        await history.check(system)
        expect(lost).toHaveLength(1)
      }
      expect(await epochs(system)).toHaveLength(2)
    })

    test('nothing is claimed before it is known whether history goes on', async () => {
      const system = aSystem()
      const own = await connect(rig.url)
      const { store, queue, lost } = aProcess(own)
      const last = aSave(system)
      await store.save(last)
      await forget(system, last.operation)
      own.disconnect(true)
      await until(() => own.status !== 'ready')
      await until(() => own.status === 'ready')
      expect((await queue.claim(system, 1, 60_000, ['history'])).claims).toMatchObject([{ id: 'history' }])
      expect(lost).toHaveLength(1)
      own.disconnect()
    })

    test('one system is not told of what another has lost', async () => {
      const [system, other] = [aSystem(), aSystem()]
      const { store, history } = aProcess()
      const last = aSave(system)
      await store.save(last)
      await store.save(aSave(other))
      await forget(system, last.operation)
      await Promise.all([history.check(system), history.check(other)])
      expect(await store.historyLostAt(system)).toBeDefined()
      expect(await store.historyLostAt(other)).toBeUndefined()
    })
  })
}
