import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createAws, type SimulatedAws } from '../../../sandbox/aws/aws.ts'
import { OutsideError } from '../../../src/domain/errors.ts'
import type { Autoscaling } from '../../../src/ports/autoscaling.ts'
import type { Maker } from '../../../src/ports/calls/call.ts'
import { createAutoscaling } from '../../../src/providers/aws/autoscaling/autoscaling.ts'
import { createSetBounds } from '../../../src/providers/aws/autoscaling/set-bounds.ts'
import { createAwsClients } from '../../../src/providers/aws/clients.ts'

const target = {
  region: 'us-east-1',
  cluster: 'arn:aws:ecs:us-east-1:123456789012:cluster/shop',
  service: 'web',
}
const params = { ...target, from: { min: 2, max: 10 }, to: { min: 4, max: 10 } }
const made = { run: 'run-1', step: 0, since: 0 }
let aws: SimulatedAws
let autoscaling: Autoscaling
let maker: Maker

beforeAll(async () => {
  aws = await createAws()
  const clients = createAwsClients({
    endpoint: aws.url,
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'not-a-secret' },
  })
  autoscaling = createAutoscaling(clients)
  maker = createSetBounds(clients, autoscaling)
})
afterAll(() => aws.close())
beforeEach(() => {
  aws.mend()
  aws.ecs.set({ cluster: 'shop', service: 'web', desired: 2, running: 2 })
  aws.autoscaling.set('shop', 'web', { min: 2, max: 10, keeps: { ECSServiceAverageCPUUtilization: 70 } })
  aws.asked.length = 0
})
const registered = () => aws.asked.filter(({ action }) => action === 'RegisterScalableTarget')

it('reads the bounds, what is suspended, and what they are scaled by', async () => {
  aws.autoscaling.set('shop', 'web', { suspended: { DynamicScalingInSuspended: true } })
  expect(await autoscaling.bounds(target)).toEqual({ min: 2, max: 10, suspended: ['scaling in'] })
  expect(await autoscaling.policies(target)).toEqual([
    {
      name: 'web-cpu',
      follows: 'CPU in percent',
      of: 'cpu',
      target: 70,
      inAfterMs: 300_000,
      outAfterMs: 60_000,
    },
  ])
  expect(await autoscaling.bounds({ ...target, service: 'other' })).toBeUndefined()
  aws.autoscaling.set('shop', 'web', { suspended: {} })
})

it('sets them: before, then after, and the tasks follow', async () => {
  expect(await maker.look(params, made)).toEqual({ is: 'before' })
  await maker.start(params, made)
  expect(await maker.look(params, made)).toEqual({ is: 'after', result: {} })
  expect(aws.ecs.get('shop', 'web')?.desired).toBe(4)
  expect(registered()[0]!.input).toEqual({
    ServiceNamespace: 'ecs',
    ScalableDimension: 'ecs:service:DesiredCount',
    ResourceId: 'service/shop/web',
    MinCapacity: 4,
    MaxCapacity: 10,
  })
})

it('whose answer is lost were set once, and are found so', async () => {
  aws.fault('application-autoscaling:RegisterScalableTarget', 'lost')
  const failed = await maker.start(params, made).catch((error: unknown) => error)
  expect((failed as OutsideError).fault).toMatchObject({ fault: 'away', effect: 'unknown' })
  expect(registered()).toHaveLength(1)
  expect(await maker.look(params, made)).toEqual({ is: 'after', result: {} })
})

it.each(['throttled', 'denied'] as const)('%s has no effect, and is told in words', async fault => {
  aws.fault('application-autoscaling:RegisterScalableTarget', fault)
  const failed = await maker.start(params, made).catch((error: unknown) => error)
  expect(failed).toBeInstanceOf(OutsideError)
  expect((failed as OutsideError).fault.effect).toBe('none')
  if (fault === 'denied')
    expect((failed as OutsideError).message).toContain(
      'Policy to add: {"Effect":"Allow","Action":"application-autoscaling:RegisterScalableTarget"',
    )
  expect(registered()).toHaveLength(1)
  expect(aws.autoscaling.bounds('shop', 'web')).toEqual({ min: 2, max: 10 })
})

it('that somebody has moved meanwhile, or taken away, are not set', async () => {
  aws.autoscaling.set('shop', 'web', { min: 3 })
  expect(await maker.look(params, made)).toEqual({
    is: 'other',
    how: 'Autoscaling keeps web at 3 to 10 tasks now.',
  })
  aws.autoscaling.set('shop', 'web', undefined)
  expect(await maker.look(params, made)).toMatchObject({ is: 'other' })
})
