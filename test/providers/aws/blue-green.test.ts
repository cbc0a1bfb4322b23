import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAws, type SimulatedAws } from '../../../sandbox/aws/aws.ts'
import { taskMs } from '../../../sandbox/aws/ecs/settled.ts'
import { OutsideError } from '../../../src/domain/errors.ts'
import type { Maker } from '../../../src/ports/calls/call.ts'
import { createAwsClients } from '../../../src/providers/aws/clients.ts'
import { createCreateService } from '../../../src/providers/aws/ecs/create-service.ts'
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

beforeAll(async () => {
  aws = await createAws({ now: () => time })
  const clients = createAwsClients({
    endpoint: aws.url,
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'not-a-secret' },
  })
  create = createCreateService(clients)
  turn = createSwitchListener(clients, createListeners(clients))
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
