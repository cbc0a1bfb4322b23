import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Incident } from '../../src/domain/incident.ts'
import type { Order } from '../../src/domain/jobs.ts'
import type { Claim } from '../../src/ports/queue.ts'
import type { IncidentChange } from '../../src/ports/store.ts'
import { verifyAudit } from '../../src/store/audit.ts'
import { anIncident, aSave, aSystem, type Begin, claimedSoon, rigFor } from './rig.ts'

/** What any `Store` must keep to, whatever keeps it. */
export function describeStore(name: string, begin: Begin): void {
  describe(`Store on ${name}`, () => {
    const rig = rigFor(begin)

    /** A system with one incident saved, and everything that can be seen of it. */
    async function opened(more: Partial<Incident> = {}) {
      const system = aSystem()
      const change = anIncident(system, more)
      const { id } = change.incident
      expect(await rig.store.save(aSave(system, { changes: [change] }))).toBe('saved')
      const { value, version } = (await rig.store.incident(system, id))!
      const next = (changes: Partial<Incident>): IncidentChange => ({
        expected: version,
        incident: { ...value, ...changes },
        entries: [{ kind: 'note', text: 'looking', at: 1, by: { via: 'slack', name: 'Ana' } }],
      })
      const everything = async () => ({
        incident: await rig.store.incident(system, id),
        timeline: await rig.store.timeline(system, id),
        open: await rig.store.open(system),
        recent: await rig.store.recent(system, 10),
        audit: await rig.store.auditChain(system),
        depth: await rig.queue.depth(system),
      })
      return { system, id, change, next, everything }
    }
    const showAt = (incident: string, due: number): Order => ({
      job: { kind: 'show', incident },
      due,
      when: 'earlier',
    })
    const audited = { at: 1, by: 'slack:U1', what: 'acknowledge' }

    test('however many incidents are asked for, they come in the order they were asked for', async () => {
      const system = aSystem()
      const changes = Array.from({ length: 120 }, (_, i) => anIncident(system, { openedAt: i }))
      await rig.store.save(aSave(system, { changes }))
      const ids = changes.map(({ incident }) => incident.id).reverse()
      expect((await rig.store.incidents(system, ids)).map(({ id }) => id)).toEqual(ids)
    })

    test('what is saved is read back: state, timeline, names and lists', async () => {
      const system = aSystem()
      const [first, second] = [anIncident(system, { openedAt: 1 }), anIncident(system, { openedAt: 2 })]
      await rig.store.save(aSave(system, { changes: [{ ...second, keys: ['pagerduty:P2'] }, first] }))
      const ids = [first.incident.id, second.incident.id]
      expect((await rig.store.incident(system, ids[0]!))?.value).toEqual(first.incident)
      expect(await rig.store.incidents(system, [...ids, 'nobody'])).toEqual([first.incident, second.incident])
      expect(await rig.store.timeline(system, ids[0]!)).toEqual(first.entries)
      expect(await rig.store.timeline(system, ids[0]!, 1)).toEqual(first.entries.slice(1))
      expect(await rig.store.find(system, 'pagerduty:P2')).toBe(ids[1])
      expect(await rig.store.find(system, 'pagerduty:P9')).toBeUndefined()
      expect(await rig.store.open(system)).toEqual(ids)
      expect(await rig.store.recent(system, 1)).toEqual([ids[1]])
      expect(await rig.store.incident(system, 'nobody')).toBeUndefined()
    })

    test('a resolved incident is no longer open, and is open again when it is reopened', async () => {
      const { system, id, next } = await opened()
      await rig.store.save(aSave(system, { changes: [next({ state: 'resolved' })] }))
      expect(await rig.store.open(system)).toEqual([])
      const { value, version } = (await rig.store.incident(system, id))!
      await rig.store.save(
        aSave(system, {
          changes: [{ expected: version, incident: { ...value, state: 'triggered' }, entries: [] }],
        }),
      )
      expect(await rig.store.open(system)).toEqual([id])
      expect(await rig.store.recent(system, 10)).toEqual([id])
    })

    test('a state passes through whole: unknown fields, empty lists, large numbers, any text', async () => {
      const odd = {
        title: '☃ "quoted" \u0000 $1 %s {}',
        links: [],
        openedAt: 9_007_199_254_740_991,
        future: { list: [], nothing: {}, big: 4_503_599_627_370_497, text: '' },
      }
      const { system, id, next } = await opened(odd as Partial<Incident>)
      await rig.store.save(aSave(system, { changes: [next({ level: 2 })] }))
      expect((await rig.store.incident(system, id))?.value).toMatchObject({ ...odd, level: 2 })
    })

    test('the same operation counts once, however often it is sent', async () => {
      const { system, next, everything } = await opened()
      const change = next({ level: 2 })
      const save = aSave(system, { changes: [change], orders: [showAt('i', 1)], audit: [audited] })
      expect(await rig.store.isSaved(system, save.operation)).toBe(false)
      const answers = await Promise.all([rig.store.save(save), rig.store.save(save), rig.store.save(save)])
      expect(answers.sort()).toEqual(['repeated', 'repeated', 'saved'])
      const after = await everything()
      expect(await rig.store.save(save)).toBe('repeated')
      expect(await everything()).toEqual(after)
      expect(after.timeline).toHaveLength(change.incident.entries + 1)
      expect(after.audit).toHaveLength(1)
      expect(await rig.store.isSaved(system, save.operation)).toBe(true)
      expect(await rig.store.isSaved(aSystem(), save.operation)).toBe(false)
    })

    test('a state that has moved on stops everything: nothing of the save is written', async () => {
      const { system, id, next, everything } = await opened()
      const stale = next({ level: 3 })
      await rig.store.save(aSave(system, { changes: [next({ level: 2 })] }))
      const before = await everything()
      const fresh = anIncident(system)
      const save = aSave(system, {
        changes: [fresh, { ...stale, keys: ['stale'] }],
        orders: [showAt(id, 1)],
        audit: [audited],
      })
      expect(await rig.store.save(save)).toBe('conflict')
      expect(await everything()).toEqual(before)
      expect(await rig.store.incident(system, fresh.incident.id)).toBeUndefined()
      expect(await rig.store.find(system, 'stale')).toBeUndefined()
      expect(await rig.store.isSaved(system, save.operation)).toBe(false)
      const current = (await rig.store.incident(system, id))!
      const again = { ...save, changes: [{ ...stale, expected: current.version }] }
      expect(await rig.store.save(again)).toBe('saved')
    })

    test('of many who change the same state at once, one does', async () => {
      const { system, next } = await opened()
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, level) =>
          rig.store.save(aSave(system, { changes: [next({ level })] })),
        ),
      )
      expect(answers.filter(answer => answer === 'saved')).toHaveLength(1)
      expect(answers.filter(answer => answer === 'conflict')).toHaveLength(9)
    })

    test('an incident that exists is not opened again', async () => {
      const { system, change, everything } = await opened()
      const before = await everything()
      expect(await rig.store.save(aSave(system, { changes: [change] }))).toBe('conflict')
      expect(await everything()).toEqual(before)
    })

    test('jobs are ordered and cancelled with the state, or not at all', async () => {
      const { system, id, next } = await opened()
      const timer = { kind: 'timer', incident: id, timer: 'escalate' } as const
      await rig.queue.order(system, [{ job: timer, due: 1, when: 'replace' }])
      await rig.store.save(
        aSave(system, { changes: [next({ level: 2 })], orders: [showAt(id, 1)], cancelled: [timer] }),
      )
      const { claims } = await rig.queue.claim(system, 10, 60_000, ['timer', 'show'])
      expect(claims.map(claim => claim.job)).toEqual([{ kind: 'show', incident: id }])
    })

    test('as many jobs as there are can be ordered with the state', async () => {
      const { system, next } = await opened()
      const orders = Array.from({ length: 8_001 }, (_, i) => showAt(`i${i}`, 1))
      expect(await rig.store.save(aSave(system, { changes: [next({})], orders }))).toBe('saved')
      expect(await rig.queue.depth(system)).toMatchObject({ waiting: 8_001 })
    })

    test('a job that is cancelled while in hand goes when it ends, however it ends', async () => {
      const { system, id } = await opened()
      const job = { kind: 'timer', incident: id, timer: 'escalate' } as const
      const order = () => rig.queue.order(system, [{ job, due: 1, when: 'replace' }])
      const ends: ((claim: Claim) => Promise<boolean>)[] = [
        claim => rig.queue.done(system, claim),
        claim => rig.queue.retry(system, claim, 1, 'slow', true),
        claim => rig.queue.park(system, claim, 'bad'),
      ]
      for (const end of ends) {
        await order()
        const { claims } = await rig.queue.claim(system, 1, 60_000, ['timer'])
        await rig.store.save(aSave(system, { cancelled: [job] }))
        expect(await end(claims[0]!)).toBe(true)
        expect(await rig.queue.depth(system)).toEqual({ waiting: 0, held: 0, parked: 0 })
      }
    })

    test('a job that is cancelled in a lost hand is not taken over; ordered again it is owed', async () => {
      const { system, id } = await opened()
      const job = { kind: 'timer', incident: id, timer: 'escalate' } as const
      const claim = (leaseMs: number) => rig.queue.claim(system, 1, leaseMs, ['timer'])
      await rig.queue.order(system, [{ job, due: 1, when: 'replace' }])
      await claim(5)
      await rig.store.save(aSave(system, { cancelled: [job] }))
      await expect.poll(async () => (await claim(5)).nextInMs, { interval: 1 }).toBeUndefined()
      expect(await rig.queue.depth(system)).toEqual({ waiting: 0, held: 0, parked: 0 })

      await rig.queue.order(system, [{ job, due: 1, when: 'replace' }])
      await claim(5)
      await rig.store.save(aSave(system, { cancelled: [job] }))
      await rig.queue.order(system, [{ job, due: 2, when: 'earlier' }])
      expect((await claimedSoon(() => claim(60_000))).claims[0]).toMatchObject({ job, due: 2 })
    })

    test('who has lost the claim writes nothing; who has it does', async () => {
      const { system, id, next, everything } = await opened()
      await rig.queue.order(system, [showAt(id, 1)])
      const [lost] = (await rig.queue.claim(system, 1, 5, ['show'])).claims
      const [held] = (await claimedSoon(() => rig.queue.claim(system, 1, 60_000, ['show']))).claims
      const before = await everything()
      const under = (claim: typeof lost) => ({
        changes: [next({ level: 2 })],
        claim: { job: claim!.id, token: claim!.token },
      })
      expect(await rig.store.save(aSave(system, under(lost)))).toBe('taken-over')
      expect(await everything()).toEqual(before)
      expect(await rig.store.save(aSave(system, under(held)))).toBe('saved')
    })

    test('the audit is kept in order, and a change to it can be told', async () => {
      const system = aSystem()
      for (const what of ['open', 'acknowledge', 'resolve', 'reopen'])
        await rig.store.save(aSave(system, { audit: [{ ...audited, what, detail: { z: 1, a: [] } }] }))
      expect((await rig.store.audit(system, 3)).entries.map(entry => entry.what)).toEqual([
        'acknowledge',
        'resolve',
        'reopen',
      ])
      expect((await rig.store.audit(system, 3)).broken).toBeUndefined()
      const chain = await rig.store.auditChain(system)
      const noted = chain[1]!.head
      expect(verifyAudit(chain)).toEqual({ ok: true, head: chain[3]!.head })
      expect(verifyAudit(chain.slice(2), noted)).toEqual({ ok: true, head: chain[3]!.head })

      const kept = await rig.store.auditHead(system)
      expect(verifyAudit(chain, '', kept)).toEqual({ ok: true, head: kept })
      expect(verifyAudit(chain.slice(0, 3), '', kept)).toMatchObject({ ok: false })
      const [first, , third] = chain
      expect(verifyAudit([first!, third!])).toMatchObject({ ok: false, id: third!.id })
    })

    test('numbers never repeat, and a key belongs to the system that claimed it first', async () => {
      const numbers = await Promise.all(Array.from({ length: 20 }, () => rig.store.nextNumber()))
      expect(new Set(numbers).size).toBe(20)
      const key = `pagerduty:${randomUUID()}`
      expect(await rig.store.claimKey(key, 'learnbot')).toBe('learnbot')
      expect(await rig.store.claimKey(key, 'travelbot')).toBe('learnbot')
      expect(await rig.store.claimKey(key, 'learnbot')).toBe('learnbot')
    })

    test('systems do not see each other', async () => {
      const { id } = await opened()
      const other = aSystem()
      expect(await rig.store.incident(other, id)).toBeUndefined()
      expect(await rig.store.open(other)).toEqual([])
      expect(await rig.store.audit(other, 10)).toEqual({ entries: [] })
    })
  })
}
