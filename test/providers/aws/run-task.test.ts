import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAws, type SimulatedAws } from '../../../sandbox/aws/aws.ts'
import { OutsideError } from '../../../src/domain/errors.ts'
import type { Maker } from '../../../src/ports/calls/call.ts'
import { createAwsClients } from '../../../src/providers/aws/clients.ts'
import { createRunTask } from '../../../src/providers/aws/ecs/run-task.ts'

const group = '/ecs/shop'
const target = { region: 'us-east-1', cluster: 'shop', service: 'web' }
let time = Date.parse('2026-11-25T02:14:00Z')
let aws: SimulatedAws
let run: Maker
let params: object
let made: { run: string; step: number; since: number }
let runs = 0

beforeAll(async () => {
  aws = await createAws({ now: () => time })
  run = createRunTask(
    createAwsClients({
      endpoint: aws.url,
      credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'not-a-secret' },
    }),
  )
  const options = { 'awslogs-group': group, 'awslogs-stream-prefix': 'web' }
  const taskDefinition = aws.ecs.define('web', [
    { name: 'app', image: 'web:1', logConfiguration: { logDriver: 'awslogs', options } },
  ])
  aws.ecs.set({ ...target, desired: 1, running: 1, taskDefinition })
  params = {
    ...target,
    taskDefinition,
    container: 'app',
    command: ['migrate', '--all'],
    launch: {
      launchType: 'FARGATE',
      network: { subnets: ['subnet-0a1'], securityGroups: ['sg-0c3'], publicIp: false },
    },
  }
})
afterAll(() => aws.close())
beforeEach(() => {
  aws.mend()
  aws.asked.length = 0
  aws.ecs.oneOffs.script(() => ({ prints: ['1 of 2', '2 of 2'] }))
  made = { run: `run${++runs}`, step: 0, since: time }
})

const started = () => aws.asked.filter(({ action }) => action === 'RunTask')
const begun = () => aws.ecs.oneOffs.commands().length

describe('a task of its own', () => {
  it('is started as the service is, with its own command, and ends with what it printed', async () => {
    expect(await run.look(params, made)).toEqual({ is: 'before' })
    const result = await run.start(params, made)
    expect(started().map(({ input }) => input)).toEqual([
      expect.objectContaining({
        cluster: 'shop',
        count: 1,
        launchType: 'FARGATE',
        networkConfiguration: {
          awsvpcConfiguration: {
            subnets: ['subnet-0a1'],
            securityGroups: ['sg-0c3'],
            assignPublicIp: 'DISABLED',
          },
        },
        overrides: { containerOverrides: [{ name: 'app', command: ['migrate', '--all'] }] },
      }),
    ])
    expect(await run.observe!(params, result, made)).toMatchObject({
      is: 'going',
      progress: { said: ['The task is running.'], output: '1 of 2\n2 of 2' },
    })
    time += 5_000
    expect(await run.observe!(params, result, made)).toMatchObject({
      is: 'done',
      progress: { output: '1 of 2\n2 of 2' },
    })
  })

  it('whose answer was lost is found, and asked for again is the same one', async () => {
    const before = begun()
    aws.fault('ecs:RunTask', 'lost')
    const error = await run.start(params, made).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(OutsideError)
    expect((error as OutsideError).fault.effect).toBe('unknown')
    aws.mend()
    const standing = await run.look(params, made)
    expect(standing).toEqual({ is: 'after', result: { task: expect.stringContaining('task/shop/') } })
    expect({ is: 'after', result: await run.start(params, made) }).toEqual(standing)
    expect(begun() - before).toBe(1)
    time += 5_000
    expect(await run.look(params, made)).toEqual(standing)
  })

  it('that fails says how it ended', async () => {
    aws.ecs.oneOffs.script(() => ({ prints: ['no such table'], exit: 3 }))
    const result = await run.start(params, made)
    time += 5_000
    expect(await run.observe!(params, result, made)).toEqual({
      is: 'failed',
      why: 'It ended with exit 3.',
      said: [],
      output: 'no such table',
    })
  })

  it('is stopped when it is cancelled, after the lease was looked at', async () => {
    const result = await run.start(params, made)
    const lost = () => {
      throw new Error('taken over')
    }
    await expect(run.cancel!(params, result, lost)).rejects.toThrow('taken over')
    expect(await run.observe!(params, result, made)).toMatchObject({ is: 'going' })
    await run.cancel!(params, result, () => {})
    expect(await run.observe!(params, result, made)).toMatchObject({
      is: 'failed',
      why: 'It ended with exit 143.',
    })
  })

  it('goes on when its log cannot be read, and says why', async () => {
    aws.fault('logs:GetLogEvents', 'denied')
    const result = await run.start(params, made)
    time += 5_000
    const seen = await run.observe!(params, result, made)
    expect(seen).toMatchObject({
      is: 'done',
      progress: { output: expect.stringContaining('AWS refused logs:GetLogEvents') },
    })
  })

  it('is refused in words, with the policy to add', async () => {
    aws.fault('ecs:RunTask', 'denied')
    await expect(run.start(params, made)).rejects.toThrow(/AWS refused ecs:RunTask on web: .*Policy to add/)
  })
})
