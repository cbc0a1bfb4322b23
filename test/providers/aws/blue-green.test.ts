import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAws, type SimulatedAws } from '../../../sandbox/aws/aws.ts'
import { taskMs } from '../../../sandbox/aws/ecs/settled.ts'
import { OutsideError } from '../../../src/domain/errors.ts'
import type { Maker } from '../../../src/ports/calls/call.ts'
import { createAwsClients } from '../../../src/providers/aws/clients.ts'
import { createCreateService } from '../../../src/providers/aws/ecs/create-service.ts'
import { createDeleteService } from '../../../src/providers/aws/ecs/delete-service.ts'
import { createListeners } from '../../../src/providers/aws/elb/listeners.ts'
import { createSwitchListener } from '../../../src/providers/aws/elb/switch-listener.ts'

const elb = 'arn:aws:elasticloadbalancing:us-east-1:123456789012'
const listener = `${elb}:listener/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2`
const [blue, green, other] = ['blue', 'green', 'other'].map(
  name => `${elb}:targetgroup/${name}/73e2d6bc24d8a067`,
)
const region = 'us-east-1'
let time = Date.parse('2026-11-25T02:14:00Z')
let runs = 0
let made: { run: string; step: number; since: number }
let aws: SimulatedAws
let create: Maker
let turn: Maker
let remove: Maker

beforeAll(async () => {
  aws = await createAws({ now: () => time })
  const clients = createAwsClients({
    endpoint: aws.url,
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'not-a-secret' },
  })
  create = createCreateService(clients)
  turn = createSwitchListener(clients, createListeners(clients))
  remove = createDeleteService(clients, createListeners(clients))
  for (const group of [blue, green, other]) aws.elb.set(group!, [])
  aws.ecs.set({ cluster: 'shop', service: 'live', desired: 1, running: 1 })
})
afterAll(() => aws.close())
beforeEach(() => {
  aws.mend()
  aws.elb.forward(listener, blue!)
  aws.asked.length = 0
  made = { run: `run${++runs}`, step: 1, since: time }
})
const lost = async (work: Promise<unknown>) =>
  ((await work.catch((error: unknown) => error)) as OutsideError).fault.effect
const asked = (name: string) => aws.asked.filter(({ action }) => action === name)

describe('a listener', () => {
  const params = () => ({ region, listener, from: blue, to: green })

  it('forwards elsewhere from then on', async () => {
    expect(await turn.look(params(), made)).toEqual({ is: 'before' })
    await turn.start(params(), made)
    expect(aws.elb.forwardsTo(listener)).toBe(green)
    expect(await turn.look(params(), made)).toEqual({ is: 'after', result: {} })
  })

  it('whose answer was lost was switched once, and is found so', async () => {
    aws.fault('elasticloadbalancing:ModifyListener', 'lost')
    expect(await lost(turn.start(params(), made))).toBe('unknown')
    aws.mend()
    expect(await turn.look(params(), made)).toEqual({ is: 'after', result: {} })
    expect(asked('ModifyListener')).toHaveLength(1)
  })

  it('that somebody else has moved is not what anybody planned on', async () => {
    aws.elb.forward(listener, other!)
    expect(await turn.look(params(), made)).toEqual({
      is: 'other',
      how: 'The listener forwards to other now.',
    })
  })

  it('may not be touched: the policy that is missing is said', async () => {
    aws.fault('elasticloadbalancing:ModifyListener', 'denied')
    await expect(turn.start(params(), made)).rejects.toThrow(
      /AWS refused elasticloadbalancing:ModifyListener on shop: .*listener\/app\/shop/,
    )
  })
})

describe('a service beside the live one', () => {
  const named = () => `web-${runs}`
  const params = () => ({
    region,
    cluster: 'shop',
    service: named(),
    count: 2,
    launch: { launchType: 'FARGATE' },
    taskDefinition: aws.ecs.define(named(), [{ name: 'app', image: 'web:2' }], { revision: 1 }),
    behind: { targetGroup: green, container: 'app', port: 8080 },
  })

  it('is made behind its target group, and waited for', async () => {
    const wanted = params()
    expect(await create.look(wanted, made)).toEqual({ is: 'before' })
    const result = await create.start(wanted, made)
    expect(asked('CreateService').map(({ input }) => input)).toEqual([
      expect.objectContaining({
        serviceName: named(),
        desiredCount: 2,
        loadBalancers: [{ targetGroupArn: green, containerName: 'app', containerPort: 8080 }],
      }),
    ])
    expect(await create.observe!(wanted, result, made)).toMatchObject({ is: 'going' })
    time += 2 * taskMs
    expect(await create.observe!(wanted, result, made)).toMatchObject({
      is: 'done',
      progress: { done: 2, of: 2 },
    })
  })

  it('whose answer was lost is found, and asked for again is the same one', async () => {
    const wanted = params()
    aws.fault('ecs:CreateService', 'lost')
    expect(await lost(create.start(wanted, made))).toBe('unknown')
    aws.mend()
    expect(await create.look(wanted, made)).toMatchObject({ is: 'after' })
    await create.start(wanted, made)
    expect(aws.ecs.get('shop', named())?.desired).toBe(2)
  })

  it('that somebody else has made meanwhile, of something else, is left alone', async () => {
    const wanted = params()
    const taskDefinition = aws.ecs.define('theirs', [{ name: 'app', image: 'web:3' }])
    aws.ecs.set({ cluster: 'shop', service: named(), desired: 1, running: 1, taskDefinition })
    expect(await create.look(wanted, made)).toMatchObject({
      is: 'other',
      how: expect.stringContaining(`There is a service ${named()} now, and it runs theirs:`),
    })
    await expect(create.start(wanted, made)).rejects.toThrow(OutsideError)
  })
})

describe('a service that is not live any more', () => {
  const named = () => `old-${runs}`
  function params() {
    const taskDefinition = aws.ecs.define(named(), [{ name: 'app', image: 'web:1' }], { revision: 1 })
    aws.ecs.set({ cluster: 'shop', service: named(), desired: 2, running: 2, taskDefinition })
    return { region, cluster: 'shop', service: named(), taskDefinition, listener, targetGroup: green }
  }

  it('is deleted with its tasks, and gone once they have ended', async () => {
    const wanted = params()
    expect(await remove.look(wanted, made)).toEqual({ is: 'before' })
    const result = await remove.start(wanted, made)
    expect(asked('DeleteService').map(({ input }) => input)).toEqual([
      { cluster: 'shop', service: named(), force: true },
    ])
    expect(await remove.observe!(wanted, result, made)).toMatchObject({
      is: 'going',
      progress: { said: ['2 of its tasks still run'] },
    })
    time += 2 * taskMs
    expect(await remove.observe!(wanted, result, made)).toEqual({ is: 'done' })
    expect(aws.ecs.get('shop', named())?.status).toBe('INACTIVE')
  })

  it('whose answer was lost is found on its way, and is not deleted twice', async () => {
    const wanted = params()
    aws.fault('ecs:DeleteService', 'lost')
    expect(await lost(remove.start(wanted, made))).toBe('unknown')
    aws.mend()
    expect(await remove.look(wanted, made)).toEqual({ is: 'after', result: {} })
    time += 2 * taskMs
    expect(await remove.look(wanted, made)).toEqual({ is: 'after', result: {} })
    expect(asked('DeleteService')).toHaveLength(1)
  })

  it('is left alone once the listener forwards to it, or it runs something else', async () => {
    const wanted = params()
    aws.elb.forward(listener, green!)
    expect(await remove.look(wanted, made)).toEqual({ is: 'other', how: `${named()} is live now.` })
    aws.elb.forward(listener, blue!)
    const taskDefinition = aws.ecs.define('newer', [{ name: 'app', image: 'web:2' }])
    aws.ecs.set({ cluster: 'shop', service: named(), taskDefinition })
    expect(await remove.look(wanted, made)).toMatchObject({
      is: 'other',
      how: expect.stringContaining(`${named()} runs newer:`),
    })
  })

  it('may not be deleted: the policy that is missing is said', async () => {
    const wanted = params()
    aws.fault('ecs:DeleteService', 'denied')
    await expect(remove.start(wanted, made)).rejects.toThrow(
      /AWS refused ecs:DeleteService on old-.*service\/shop/,
    )
  })
})
