import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAws, type SimulatedAws } from '../../../sandbox/aws/aws.ts'
import { taskMs } from '../../../sandbox/aws/ecs/settled.ts'
import { OutsideError } from '../../../src/domain/errors.ts'
import type { Json } from '../../../src/domain/run/plan.ts'
import { TakenOver } from '../../../src/engine/performer.ts'
import { type Maker, makers } from '../../../src/ports/calls/call.ts'
import type { Clusters } from '../../../src/ports/clusters.ts'
import { createAwsClients } from '../../../src/providers/aws/clients.ts'
import { createClusters } from '../../../src/providers/aws/ecs/clusters.ts'
import { ecsMakers } from '../../../src/providers/aws/ecs/makers.ts'

const target = { region: 'us-east-1', cluster: 'shop', service: 'web' }
const registry = '123456789012.dkr.ecr.us-east-1.amazonaws.com/web'
let time = Date.parse('2026-11-25T02:14:00Z')
const made = { run: 'run-1', step: 0, since: time }
let aws: SimulatedAws
let clusters: Clusters
let all: ReturnType<typeof makers>
let arns: string[]

beforeAll(async () => {
  aws = await createAws({ now: () => time })
  const clients = createAwsClients({
    endpoint: aws.url,
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'not-a-secret' },
  })
  clusters = createClusters(clients)
  all = makers(...ecsMakers(clients, clusters))
  arns = ['one', 'two'].map(version =>
    aws.ecs.define('web', [{ name: 'app', image: `${registry}:${version}` }]),
  )
})
afterAll(() => aws.close())
beforeEach(() => {
  aws.mend()
  aws.ecs.set({
    ...target,
    desired: 2,
    running: 2,
    taskDefinition: arns[1]!,
    deployments: undefined as never,
  })
  aws.asked.length = 0
})

const maker = (action: string): Maker => all.get(action)!
const changed = () =>
  aws.asked.filter(({ action }) => /^(Update|Register|Stop)/.test(action)).map(({ action }) => action)
const update = () => maker('ecs:UpdateService')
const back = () => ({ ...target, from: arns[1]!, to: arns[0]! })

describe('a copy with other CPU and memory', () => {
  const size = () => maker('ecs:RegisterTaskDefinition cpu, memory')
  const params = () => ({ region: target.region, from: arns[1]!, cpu: 1024, memory: 2048 })

  it('has all that the other has, and is found again by its run', async () => {
    const own = { run: 'run-size', step: 0 }
    expect(await size().look(params(), own)).toEqual({ is: 'before' })
    const { arn } = (await size().start(params(), own)) as { arn: string }
    expect(await size().look(params(), own)).toMatchObject({ is: 'after', result: { arn } })
    expect(await clusters.size(arn, target)).toEqual({
      cpu: 1024,
      memory: 2048,
      containers: [{ name: 'app' }],
    })
    expect((await clusters.revision(arn, target))?.images).toEqual({ app: `${registry}:two` })
    expect(changed()).toEqual(['RegisterTaskDefinition'])
  })

  it('is not made by somebody whose lease has ended while they looked at the other', async () => {
    const own = { run: 'run-stalled-size', step: 0 }
    const guard = () => {
      throw new TakenOver('run:run-stalled-size')
    }
    await expect(size().start(params(), own, guard)).rejects.toThrow(TakenOver)
    expect(changed()).toEqual([])
  })

  it('whose answer is lost was made once; throttled or denied, not at all', async () => {
    const own = { run: 'run-lost-size', step: 0 }
    for (const [fault, effect] of [
      ['throttled', 'none'],
      ['denied', 'none'],
      ['lost', 'unknown'],
    ] as const) {
      aws.fault('ecs:RegisterTaskDefinition', fault)
      expect(await size().look(params(), own)).toEqual({ is: 'before' })
      const failed = await size()
        .start(params(), own)
        .catch((error: unknown) => error)
      expect((failed as OutsideError).fault.effect).toBe(effect)
    }
    expect(await size().look(params(), own)).toMatchObject({ is: 'after' })
    expect(changed()).toHaveLength(3)
  })
})

describe('another task definition', () => {
  it('rolls out task by task until ECS says that it is complete', async () => {
    expect(await update().look(back(), made)).toEqual({ is: 'before' })
    const result = await update().start(back(), made)
    expect(await update().look(back(), made)).toEqual({ is: 'after', result })
    expect(await update().observe!(back(), result, made)).toMatchObject({
      is: 'going',
      progress: { done: 0, of: 2, what: 'new tasks running' },
    })
    time += taskMs
    expect(await update().observe!(back(), result, made)).toMatchObject({
      is: 'going',
      progress: { done: 1, of: 2 },
    })
    time += taskMs
    expect(await update().observe!(back(), result, made)).toMatchObject({
      is: 'done',
      progress: { done: 2, of: 2 },
    })
    expect(changed()).toEqual(['UpdateService'])
  })

  it('is told of in what ECS has said since it began, not of the deployment before', async () => {
    const steady = 'has reached a steady state.'
    aws.ecs.set({ ...target, events: [{ message: steady, at: time - 60_000 }] })
    const since = { ...made, since: time }
    const result = await update().start(back(), made)
    const going = await update().observe!(back(), result, since)
    expect(going.is === 'going' && going.progress.said).toEqual([
      expect.stringContaining('has started a deployment'),
    ])
    time += 2 * taskMs
    const done = await update().observe!(back(), result, since)
    expect(done.is === 'done' && done.progress?.said.at(-1)).toBe(steady)
  })

  it('does not come up: ECS goes back by itself, and says why', async () => {
    const bad = aws.ecs.define('web', [{ name: 'app', image: `${registry}:bad-idea` }])
    const params = { ...target, from: arns[1]!, to: bad }
    const result = await update().start(params, made)
    time += 3 * taskMs
    const seen = await update().observe!(params, result, made)
    expect(seen).toMatchObject({ is: 'failed' })
    expect(seen.is === 'failed' && seen.why).toContain('The roll-out failed: ECS deployment circuit breaker')
    expect(seen.is === 'failed' && seen.why).toContain('ECS goes back to web:2 by itself.')
    expect(seen.is === 'failed' && seen.said.at(-1)).toContain('stopped: exit 1')
  })

  it('whose answer is lost was made once, and is found', async () => {
    aws.fault('ecs:UpdateService', 'lost')
    const failed = await update()
      .start(back(), made)
      .catch((error: unknown) => error)
    expect(failed).toBeInstanceOf(OutsideError)
    expect((failed as OutsideError).fault).toMatchObject({ fault: 'away', effect: 'unknown' })
    expect(changed()).toEqual(['UpdateService'])
    expect(await update().look(back(), made)).toMatchObject({
      is: 'after',
      result: { deployment: expect.any(String) },
    })
  })

  it('whose answer is lost, and which ECS has taken back by itself since, is not made again', async () => {
    const bad = aws.ecs.define('web', [{ name: 'app', image: `${registry}:bad-idea` }])
    const params = { ...target, from: arns[1]!, to: bad }
    const meant = { ...made, since: time }
    expect(await update().look(params, meant)).toEqual({ is: 'before' })
    await update().start(params, made)
    time += 3 * taskMs
    const found = await update().look(params, meant)
    expect(found).toMatchObject({ is: 'after' })
    const result = found.is === 'after' ? found.result : null
    expect(await update().observe!(params, result, meant)).toMatchObject({ is: 'failed' })

    time += 60_000
    await update().start({ ...target, from: arns[1]!, to: arns[0]! }, { run: 'another', step: 0 })
    await update().start({ ...target, from: arns[0]!, to: arns[1]! }, { run: 'another', step: 1 })
    time += 2 * taskMs
    expect(await update().look(params, meant)).toMatchObject({ is: 'after' })
    expect(await update().look(params, { ...made, since: time })).toEqual({ is: 'before' })
    aws.fault('ecs:ListServiceDeployments', 'denied')
    expect(await update().look(params, meant)).toEqual({ is: 'before' })
    expect(changed()).toEqual(['UpdateService', 'UpdateService', 'UpdateService'])
  })

  it('that somebody else has replaced is told', async () => {
    const result = await update().start(back(), made)
    await update().start({ ...target, from: arns[0]!, to: arns[1]! }, { run: 'another', step: 0 })
    expect(await update().observe!(back(), result, made)).toMatchObject({
      is: 'failed',
      why: expect.stringContaining('web is on web:2 now'),
    })
  })

  it('stopped half-way goes back, once', async () => {
    const result = await update().start(back(), made)
    const lost = () => {
      throw new Error('taken over')
    }
    await expect(update().cancel!(back(), result, lost)).rejects.toThrow('taken over')
    expect(changed()).toEqual(['UpdateService'])
    await update().cancel!(back(), result, () => {})
    await update().cancel!(back(), result, () => {})
    expect(changed()).toEqual(['UpdateService', 'UpdateService'])
    expect((await clusters.service(target))?.taskDefinition).toBe(arns[1])
  })

  it('is not what anybody planned on any more', async () => {
    const other = aws.ecs.define('web', [{ name: 'app', image: `${registry}:three` }])
    aws.ecs.set({ ...target, taskDefinition: other })
    expect(await update().look(back(), made)).toMatchObject({
      is: 'other',
      how: expect.stringContaining('web is on web:'),
    })
  })

  it('is refused in words, with the policy to add', async () => {
    aws.fault('ecs:UpdateService', 'denied')
    await expect(update().start(back(), made)).rejects.toThrow(
      /AWS refused ecs:UpdateService on web: Belay's role may not\. Policy to add: .*"ecs:UpdateService"/,
    )
  })
})

describe('a copy of a task definition', () => {
  const register = () => maker('ecs:RegisterTaskDefinition')
  const params = () => ({ region: 'us-east-1', from: arns[1]!, container: 'app', image: `${registry}:four` })

  it('has everything but the image, and is found again by the run that made it', async () => {
    expect(await register().look(params(), made)).toEqual({ is: 'before' })
    const result = (await register().start(params(), made)) as { arn: string }
    expect(await clusters.revision(result.arn, target)).toMatchObject({ images: { app: `${registry}:four` } })
    expect(await register().look(params(), made)).toMatchObject({ is: 'after', result: { arn: result.arn } })
    expect(await register().look(params(), { run: 'another', step: 0 })).toEqual({ is: 'before' })
    expect(changed()).toEqual(['RegisterTaskDefinition'])
  })

  it('runs the image that its tag named then, and is called by the tag, also once that was copied on', async () => {
    const digest = `sha256:${'4'.repeat(64)}`
    const wanted = { ...params(), digest }
    const { arn } = (await register().start(wanted, { run: 'pins', step: 0 })) as { arn: string }
    expect(aws.asked.at(-1)!.input.containerDefinitions).toEqual([
      { name: 'app', image: `${registry}@${digest}` },
    ])
    expect(await clusters.revision(arn, target)).toMatchObject({
      images: { app: `${registry}:four@${digest}` },
    })
    expect(await clusters.image(`${registry}:four@${digest}`, target)).toEqual({ is: 'there', digest })

    const next = { ...wanted, from: arn, image: `${registry}:five`, digest: `sha256:${'5'.repeat(64)}` }
    const copy = (await register().start(next, { run: 'pins', step: 1 })) as { arn: string }
    expect(await clusters.revision(copy.arn, target)).toMatchObject({
      images: { app: `${registry}:five@${next.digest}` },
    })
    // Somebody else's tool takes the tags over, and another image.
    const tags = aws.asked.at(-2)!.input.tags
    const other = `sha256:${'6'.repeat(64)}`
    const foreign = aws.ecs.define('web', [{ name: 'app', image: `${registry}@${other}` }], { tags })
    expect(await clusters.revision(foreign, target)).toMatchObject({
      images: { app: `${registry}@${other}` },
    })
  })

  it('is not made of an image that is gone, or that its tag names no longer', async () => {
    expect(
      await register().look({ ...params(), image: `${registry}:missing` }, { run: 'x', step: 0 }),
    ).toMatchObject({
      is: 'other',
      how: expect.stringContaining('gone from the registry'),
    })
    expect(await register().look({ ...params(), digest: 'sha256:0' }, { run: 'x', step: 0 })).toMatchObject({
      is: 'other',
      how: expect.stringContaining('another image'),
    })
  })
})

it('the number of tasks is set, and reached one after the other', async () => {
  const count = maker('ecs:UpdateService desiredCount')
  const params = { ...target, from: 2, to: 4 }
  expect(await count.look(params, made)).toEqual({ is: 'before' })
  await count.start(params, made)
  expect(await count.look(params, made)).toMatchObject({ is: 'after' })
  expect(await count.observe!(params, null, made)).toMatchObject({
    is: 'going',
    progress: { done: 2, of: 4 },
  })
  time += 2 * taskMs
  expect(await count.observe!(params, null, made)).toMatchObject({ is: 'done', progress: { done: 4, of: 4 } })
  aws.ecs.set({ ...target, desired: 3 })
  expect(await count.observe!(params, null, made)).toMatchObject({
    is: 'failed',
    why: expect.stringContaining('auto scaling'),
  })
})

it('a new deployment of the same is told from the one before by its id', async () => {
  const force = maker('ecs:UpdateService forceNewDeployment')
  const deployments = (await clusters.service(target))!.deployments.map(({ id }) => id)
  const params = { ...target, taskDefinition: arns[1]!, deployments }
  expect(await force.look(params, made)).toEqual({ is: 'before' })
  const result = (await force.start(params, made)) as Json
  expect(await force.look(params, made)).toEqual({ is: 'after', result })
  time += 2 * taskMs
  expect(await force.observe!(params, result, made)).toMatchObject({ is: 'done' })
})

it('tasks are stopped, those alone, and others come in their place', async () => {
  const stop = maker('ecs:StopTask')
  const tasks = await clusters.tasks(target)
  expect(tasks).toHaveLength(2)
  const params = { ...target, tasks }
  expect(await stop.look(params, made)).toEqual({ is: 'before' })
  await stop.start(params, made)
  expect(await stop.look(params, made)).toMatchObject({ is: 'after' })
  expect(changed()).toEqual(['StopTask', 'StopTask'])
  expect(await stop.observe!(params, null, made)).toMatchObject({ is: 'going', progress: { done: 0, of: 2 } })
  time += 2 * taskMs
  expect(await stop.observe!(params, null, made)).toMatchObject({ is: 'done' })
  expect(await clusters.tasks(target)).not.toContain(tasks[0])
})

it('of tasks that are stopped one after another none is by somebody whose lease has ended meanwhile', async () => {
  let left = 1
  const guard = () => {
    if (left-- === 0) throw new TakenOver('run:run-1')
  }
  const params = { ...target, tasks: await clusters.tasks(target) }
  await expect(maker('ecs:StopTask').start(params, made, guard)).rejects.toThrow(TakenOver)
  expect(changed()).toEqual(['StopTask'])
})
