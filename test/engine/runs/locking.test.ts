import { expect, test } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { UserError } from '../../../src/domain/errors.ts'
import type { Lock } from '../../../src/domain/run/lock.ts'
import { createAudits } from '../../../src/engine/audits.ts'
import { parse } from '../../../src/engine/grammar.ts'
import { createLocking } from '../../../src/engine/runs/locking.ts'
import type { LockChange, Save } from '../../../src/ports/store.ts'
import { learnbot } from '../fakes.ts'

test('two lock the same at once: the second is told, and led to what is locked', async () => {
  const { lock } = createLocking({
    systems: [learnbot],
    store: { lock: async () => undefined, save: async () => 'conflict' } as never,
    clock: { now: () => 0 } as never,
  })
  const place = { system: learnbot.system, environment: 'production', service: 'api-gateway' }
  const by = { via: 'slack', id: 'UANA', name: 'Ana' } as const
  const refused = await lock({ ...place, by, reason: 'looking at the leak' }, 'click-1').catch(error => error)
  expect(refused).toBeInstanceOf(UserError)
  expect(refused.message).toContain('Somebody else was quicker')
  const [{ command }] = refused.offer
  expect(parse(command, commands).command.name).toBe('runs')
})

test('who has locked a service by hand, and unlocked it, is told by its audit', async () => {
  const saved: Save[] = []
  const locks = new Map<string, Lock>()
  const store = {
    lock: async (_: string, at: string) => locks.has(at) && { value: locks.get(at), version: 'v1' },
    async save(save: Save) {
      saved.push(save)
      for (const { resource, lock } of save.changes as LockChange[])
        lock ? locks.set(resource, lock) : locks.delete(resource)
      return 'saved'
    },
    audit: async () => ({ entries: saved.flatMap(({ audit }) => audit) }),
    incidents: async () => [],
  } as never
  const { lock, unlock } = createLocking({ systems: [learnbot], store, clock: { now: () => 0 } as never })
  const place = { system: learnbot.system, environment: 'production', service: 'api-gateway' }
  const by = { via: 'slack', id: 'UANA', name: 'Ana' } as const
  await lock({ ...place, by, reason: 'looking at the leak' }, 'click-1')
  await unlock({ ...place, by }, 'click-2')
  const audits = createAudits(store, { member: async () => ({ id: 'UANA', name: 'Ana' }) } as never)
  const { lines } = await audits.of(learnbot.system, 'api-gateway')
  expect(lines).toMatchObject([
    { who: 'Ana', what: 'unlock', about: 'api-gateway, production' },
    { who: 'Ana', what: 'lock', about: 'api-gateway, production', detail: { reason: 'looking at the leak' } },
  ])
})
