import { expect, test } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { UserError } from '../../../src/domain/errors.ts'
import { parse } from '../../../src/engine/grammar.ts'
import { createLocking } from '../../../src/engine/runs/locking.ts'
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
