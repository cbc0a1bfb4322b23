import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { deadlineMs } from '../../../sandbox/kubernetes/world.ts'
import { createWorkloadProbe } from '../../../src/providers/kubernetes/probe.ts'
import { cluster, target } from './cluster.ts'

let here: Awaited<ReturnType<typeof cluster>>
beforeAll(async () => {
  here = await cluster()
})
afterAll(() => here.kubernetes.close())
beforeEach(() => here.anew())

const look = (timeoutMs = 5_000) => createWorkloadProbe(here.workloads)(target, timeoutMs)

it('tells of pods against those wanted, and of a roll-out that does not get on with why', async () => {
  expect(await look()).toMatchObject({ state: 'fine', what: 'Kubernetes', detail: '2 of 2 pods' })
  const set = { ...target, from: 'web:two', to: 'web:missing' }
  await here.maker('set image').start(set, { run: 'x', step: 0 })
  here.later(deadlineMs)
  expect(await look()).toMatchObject({
    state: 'unsettled',
    detail: expect.stringMatching(
      /2 of 2 pods, roll-out stalled: .*, ImagePullBackOff \(Back-off pulling image/,
    ),
  })
})

it('what is not there is down; what is scaled to nothing, refused or silent is unknown, each in words', async () => {
  here.kubernetes.set('shop', 'web', { replicas: 0 })
  expect(await look()).toMatchObject({ state: 'unknown', detail: '0 pods wanted: scaled to zero' })
  here.kubernetes.fault('get deployments', 'denied')
  expect(await look()).toMatchObject({ state: 'unknown', detail: expect.stringContaining('Rule to add') })
  here.kubernetes.fault('get deployments', 'hanging')
  expect(await look(50)).toMatchObject({ state: 'unknown', detail: 'no answer in 50 ms' })
  here.kubernetes.mend()
  here.kubernetes.remove('shop', 'web')
  expect(await look()).toMatchObject({ state: 'down', detail: 'there is no deployment web in shop' })
})
