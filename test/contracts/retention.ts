import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { canonical } from '../../src/domain/canonical.ts'
import type { Incident } from '../../src/domain/incident.ts'
import { digest, headAfter, verifyKept } from '../../src/store/audit.ts'
import { anIncident, aSave, aSystem, type Begin, type Rig, rigFor } from './rig.ts'

const day = 24 * 3_600_000

/** What is kept for how long, wherever it is kept. */
export function describeRetention(name: string, begin: Begin<Rig>): void {
  describe(`Retention on ${name}`, () => {
    const rig = rigFor(begin)

    async function open(system: string, keys: string[] = []): Promise<string> {
      const change = { ...anIncident(system), keys }
      await rig.store.save(aSave(system, { changes: [change] }))
      return change.incident.id
    }
    async function change(system: string, id: string, changes: Partial<Incident>) {
      const { value, version } = (await rig.store.incident(system, id))!
      const incident = { ...value, ...changes }
      await rig.store.save(aSave(system, { changes: [{ expected: version, incident, entries: [] }] }))
    }
    /** As if an incident's last change had been so long ago; only of one that is resolved this is known. */
    const age = (system: string, id: string, ms: number) =>
      rig.redis.zadd(`belay:{${system}}:closed:incident`, 'XX', rig.clock.wall() - ms, id)
    const traces = (system: string, id: string) =>
      rig.redis.exists(...['incident', 'timeline', 'posts'].map(kind => `belay:{${system}}:${kind}:${id}`))

    test('what was resolved 90 days ago goes, with all that belongs to it; what is younger or open stays', async () => {
      const system = aSystem()
      const [old, young, reopened, working] = [
        await open(system, ['pagerduty:POLD', 'alert:same']),
        await open(system, ['pagerduty:PYOUNG', 'alert:same']),
        await open(system),
        await open(system),
      ]
      await rig.queue.order(system, [{ job: { kind: 'show', incident: old }, due: 1, when: 'earlier' }])
      const [claim] = (await rig.queue.claim(system, 1, 60_000, ['show'])).claims
      await rig.posts.put(system, old, 'card', { state: 'given-up', why: 'x' }, claim!)
      expect(await traces(system, old)).toBe(3)
      for (const id of [old, young, reopened]) await change(system, id, { state: 'resolved' })
      await age(system, old, 91 * day)
      await age(system, young, 89 * day)
      await age(system, reopened, 91 * day)
      await change(system, reopened, { state: 'triggered' })
      expect(await rig.store.incident(system, old)).toBeDefined()

      const opened = await open(system)
      expect(await traces(system, old)).toBe(0)
      expect((await rig.store.recent(system, 10)).sort()).toEqual([young, reopened, working, opened].sort())
      expect(await rig.store.find(system, 'pagerduty:POLD')).toBeUndefined()
      expect(await rig.store.find(system, 'pagerduty:PYOUNG')).toBe(young)
      expect(await rig.store.find(system, 'alert:same')).toBe(young)
      expect(await rig.store.timeline(system, young)).not.toEqual([])
    })

    test('a change of a resolved incident, such as its post-mortem, keeps it for as long again', async () => {
      const system = aSystem()
      const id = await open(system)
      await change(system, id, { state: 'resolved' })
      await age(system, id, 91 * day)
      await change(system, id, { postmortemToldAt: 1 })
      await open(system)
      expect(await rig.store.incident(system, id)).toBeDefined()
    })

    test('each opening forgets more than it adds, and never many at once', async () => {
      const system = aSystem()
      for (let i = 0; i < 25; i++) {
        const id = await open(system)
        await change(system, id, { state: 'resolved' })
      }
      const ids = await rig.store.recent(system, 100)
      for (const id of ids) await age(system, id, 91 * day)
      for (const left of [16, 7, 3, 4]) {
        await open(system)
        expect(await rig.store.recent(system, 100)).toHaveLength(left)
      }
    })

    test('the audit goes back a year, and what is left of its chain is whole, its beginning too', async () => {
      const system = aSystem()
      const key = `belay:{${system}}:audit`
      const now = rig.clock.wall()
      let head = ''
      const written = async (ms: number) => {
        // So long that each is a node of the stream by itself: only whole ones go.
        const entry = canonical({ at: now - ms, by: 'belay', what: 'open', detail: 'x'.repeat(5_000) })
        const [sha256, before] = [digest(entry), head]
        head = headAfter(before, sha256)
        const link = { entry, sha256, before, head }
        await rig.redis.xadd(key, `${now - ms}-*`, ...Object.entries(link).flat())
      }
      for (let i = 0; i < 30; i++) await written(400 * day - i)
      for (let i = 0; i < 30; i++) await written(300 * day - i)
      await rig.redis.set(`${key}:head`, head)
      await rig.store.save(aSave(system, { audit: [{ at: now, by: 'belay', what: 'resolve' }] }))

      const chain = await rig.store.auditChain(system)
      expect(chain).toHaveLength(1 + 30 + 1)
      const [last, dueBefore] = [chain.at(-1)!.head, now - 365 * day]
      expect(verifyKept(chain, last, dueBefore)).toEqual({ ok: true, head: last })
      expect(verifyKept(chain.slice(1), last, dueBefore)).toMatchObject({ ok: false, id: chain[1]!.id })
    })

    test('a claim on a key ends 90 days after it was last asked about', async () => {
      const key = `pagerduty:${randomUUID()}`
      await rig.store.claimKey(key, 'learnbot')
      await rig.redis.pexpire(`belay:claim:${key}`, 1_000)
      expect(await rig.store.claimKey(key, 'travelbot')).toBe('learnbot')
      const left = await rig.redis.pttl(`belay:claim:${key}`)
      expect(left).toBeGreaterThan(89 * day)
      expect(left).toBeLessThanOrEqual(90 * day)
    })
  })
}
