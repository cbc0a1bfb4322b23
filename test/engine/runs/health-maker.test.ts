import { expect, test } from 'vitest'
import { healthMaker } from '../../../src/engine/runs/health-maker.ts'
import type { Health } from '../../../src/operations/health.ts'
import type { Finding } from '../../../src/ports/probes.ts'
import { system } from '../../blocks/sample.ts'

const learnbot = system('learnbot', 'LearnBot', { production: ['api-gateway'] })
const params = { system: 'learnbot', environment: 'production', service: 'api-gateway' }
const made = { run: 'run-1', step: 2, since: 0 }
const minute = 60_000

/** What the last step of a deploy sees of a service that is in this state. */
function after(systems = [learnbot]) {
  const now = { at: 0, state: 'down' as Finding['state'] }
  const health: Health = {
    async of(home, environment, service) {
      const { state } = now
      const findings = [{ state, what: '/health', detail: '503 in 40 ms', ms: 40 }]
      const part = { name: service!, kind: 'service' as const, state, findings, logs: true, revisions: true }
      return { system: home.system, title: home.title, environment, parts: [part], ms: 40 }
    },
  }
  const clock = { now: () => now.at, wall: () => now.at, rate: () => 1 }
  const maker = healthMaker(health, name => systems.find(({ system }) => system === name), clock)
  return { now, look: async () => maker.observe!(params, { since: 0 }, made) }
}

test('a service that is down has a minute to come up, and a change after which it stays down has failed', async () => {
  const { now, look } = after()
  expect(await look()).toMatchObject({ is: 'going', progress: { done: 0, said: ['/health 503 in 40 ms'] } })
  now.at = minute - 1
  now.state = 'unsettled'
  expect(await look()).toMatchObject({ is: 'going' })
  now.at = minute
  now.state = 'down'
  expect(await look()).toEqual({
    is: 'failed',
    why: 'api-gateway is down after it.',
    said: ['/health 503 in 40 ms'],
  })
})

test('a service that is fine, or that nobody can look at, holds nobody up', async () => {
  const { now, look } = after()
  for (const state of ['fine', 'unknown'] as const) {
    now.state = state
    expect(await look()).toMatchObject({
      is: 'done',
      progress: { done: 1, of: 1, what: 'health checks fine' },
    })
  }
})

test('a service that its file does not name may be in that of another Belay; after a minute it has failed, as a sentence', async () => {
  const renamed = system('learnbot', 'LearnBot', { production: ['gateway'] })
  for (const systems of [[renamed], []]) {
    const { now, look } = after(systems)
    expect(await look()).toMatchObject({ is: 'going' })
    now.at = minute
    expect(await look()).toEqual({
      is: 'failed',
      why: 'The system file of learnbot names no api-gateway in production any more.',
      said: [],
    })
  }
})
