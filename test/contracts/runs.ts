import { describe, expect, test } from 'vitest'
import type { Lock } from '../../src/domain/run/lock.ts'
import type { Run } from '../../src/domain/run/run.ts'
import { aRun } from '../domain/run/cast.ts'
import { anIncident, aSave, aSystem, type Begin, rigFor } from './rig.ts'

const resource = 'ecs:us-east-1:learnbot-production-cluster/api-gateway'
const aLock = (more: Partial<Lock> = {}): Lock => ({
  schema: 1,
  resource,
  environment: 'production',
  holder: { via: 'slack', id: 'UANA', name: 'Ana' },
  reason: 'hotfix for checkout',
  since: 1_700_000_000_000,
  ...more,
})

/** What any `Store` must keep to for runs and locks. */
export function describeRuns(name: string, begin: Begin): void {
  describe(`Runs and locks on ${name}`, () => {
    const rig = rigFor(begin)
    const keep = (system: string, run: Run, expected?: string) =>
      rig.store.save(aSave(system, { changes: [{ expected, run }] }))

    test('a run is read back whole, is open until it is over, and is among the latest for good', async () => {
      const system = aSystem()
      const [first, second] = [aRun({ requestedAt: 1 }), aRun({ requestedAt: 2 })]
      await keep(system, second)
      await keep(system, first)
      const kept = (await rig.store.run(system, first.id))!
      expect(kept.value).toEqual(first)
      expect(await rig.store.openRuns(system)).toEqual([first, second])

      const over = { ...first, state: 'succeeded' as const }
      expect(await keep(system, over, kept.version)).toBe('saved')
      expect(await rig.store.openRuns(system)).toEqual([second])
      expect(await rig.store.recentRuns(system, 10)).toEqual([second, over])
      expect(await rig.store.recentRuns(system, 1)).toEqual([second])
      expect(await keep(system, first, kept.version)).toBe('conflict')
    })

    test('of two runs that lock the same at once, one does; the other has changed nothing', async () => {
      const system = aSystem()
      const runs = [aRun(), aRun()]
      const answers = await Promise.all(
        runs.map(run =>
          rig.store.save(
            aSave(system, {
              changes: [
                { expected: undefined, run },
                { expected: undefined, resource, lock: aLock({ run: run.id }) },
              ],
            }),
          ),
        ),
      )
      expect([...answers].sort()).toEqual(['conflict', 'saved'])
      const winner = runs[answers.indexOf('saved')]!
      expect((await rig.store.lock(system, resource))?.value.run).toBe(winner.id)
      expect(await rig.store.openRuns(system)).toEqual([winner])
      expect(await rig.store.locks(system)).toHaveLength(1)
    })

    test('a lock that is let go of can be taken again; one that has changed hands cannot be let go of', async () => {
      const system = aSystem()
      const set = (expected: string | undefined, lock: Lock | undefined) =>
        rig.store.save(aSave(system, { changes: [{ expected, resource, lock }] }))
      await set(undefined, aLock())
      const { version } = (await rig.store.lock(system, resource))!
      await set(version, aLock({ reason: 'stolen' }))
      expect(await set(version, undefined)).toBe('conflict')
      const stolen = (await rig.store.lock(system, resource))!
      expect(await set(stolen.version, undefined)).toBe('saved')
      expect(await rig.store.lock(system, resource)).toBeUndefined()
      expect(await rig.store.locks(system)).toEqual([])
      expect(await set(undefined, aLock())).toBe('saved')
    })

    test('a run, its lock and its incident are written together or not at all', async () => {
      const system = aSystem()
      const incident = anIncident(system)
      const run = aRun()
      const changes = [
        { expected: undefined, run },
        { expected: undefined, resource, lock: aLock({ run: run.id }) },
        { ...incident, expected: 'another' },
      ]
      expect(await rig.store.save(aSave(system, { changes }))).toBe('conflict')
      expect(await rig.store.run(system, run.id)).toBeUndefined()
      expect(await rig.store.lock(system, resource)).toBeUndefined()
    })
  })
}
