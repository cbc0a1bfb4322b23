import { expect, test } from 'vitest'
import { again } from '../../commands/run/again.ts'
import type { Run } from '../../src/domain/run/run.ts'
import type { Request } from '../../src/engine/runs/faces.ts'
import { ana, aRun } from '../domain/run/cast.ts'
import { learnbot } from './cast.ts'

const { production, ...others } = learnbot.environments
const approvals = { required: 1, expire: 900_000, confirm: 'deploy', breakGlass: false }
const system = { ...learnbot, environments: { ...others, production: { ...production!, approvals } } }

/** What is asked for when Ana has a run planned again; undefined where something is missing. */
async function planned(asked: Run, confirm?: string, open: Run[] = []): Promise<Request | undefined> {
  let request: Request | undefined
  const runs = {
    async request(given: Request) {
      request = given
      return { run: asked }
    },
    open: async () => open,
    find: async () => undefined,
    word: () => (asked.environment === 'production' ? 'deploy' : undefined),
    preview: async () => asked.plan,
  }
  const invocation = { id: 'click-1', channel: 'CLEARN', text: '', fields: {} }
  const inTime = async <T>(work: Promise<T>) => work
  const faces = { runs, inTime, incidents: { find: async () => undefined, byThread: async () => undefined } }
  const call = { args: { confirm }, asked, system, actor: ana, invocation, faces }
  await again.run(call as never)
  return request
}

test('the word that somebody typed the last time is not given on', async () => {
  const run = aRun({ operation: 'deploy', input: { branch: 'main', confirm: 'deploy' } })
  expect(await planned(run)).toBeUndefined()
  expect(await planned(run, 'Deploy')).toMatchObject({ input: { branch: 'main', confirm: 'deploy' } })

  const free = { ...run, environment: 'staging', service: 'api-gateway' }
  expect((await planned(free))?.input).toEqual({ branch: 'main' })
})

test('all that was asked for is asked for again: where, why, for how long, until when', async () => {
  const run = aRun({ reason: 'it leaks', boxMs: 1_800_000, untilResolved: true })
  const { place, reason, boxMs, untilResolved, environment, service } = run
  expect(await planned(run, 'deploy')).toMatchObject({
    place,
    reason,
    boxMs,
    untilResolved,
    environment,
    service,
    by: ana,
  })
})

test('pressed again while the same waits or is under way, it asks for nothing more', async () => {
  const run = aRun({ requestedAt: 1 })
  const later = aRun({ id: 'f00d', requestedAt: 2 })
  await expect(planned(run, 'deploy', [later])).rejects.toThrow('Ana has asked for that again already')
  expect(await planned(run, 'deploy', [run])).toBeDefined()
  expect(await planned(run, 'deploy', [{ ...later, service: 'another' }])).toBeDefined()
})
