import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAws, type SimulatedAws } from '../../sandbox/aws/aws.ts'
import { taskId } from '../../sandbox/aws/ecs/world.ts'
import { createDocker as simulateDocker } from '../../sandbox/docker/docker.ts'
import { OutsideError } from '../../src/domain/errors.ts'
import { createAwsClients } from '../../src/providers/aws/clients.ts'
import { createLogs } from '../../src/providers/aws/logs.ts'
import { createDocker } from '../../src/providers/docker/api.ts'
import { createContainerLogs } from '../../src/providers/docker/logs.ts'
import { began, cluster, target } from './kubernetes/cluster.ts'

const limits = { lines: 3, timeoutMs: 10_000 }
const minute = 60_000

describe('the last lines of a log group', () => {
  const group = '/ecs/shop'
  const writer = { cluster: 'shop', service: 'web' }
  const where = { group, region: 'us-east-1', writer }
  const within = { from: began, to: began + 10 * minute }
  let aws: SimulatedAws
  let logs: ReturnType<typeof createLogs>
  beforeAll(async () => {
    aws = await createAws({ now: () => began + 5 * minute })
    logs = createLogs(
      createAwsClients({
        endpoint: aws.url,
        credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'not-a-secret' },
      }),
    )
    const options = { 'awslogs-group': group, 'awslogs-stream-prefix': 'app' }
    const taskDefinition = aws.ecs.define('web', [
      { name: 'web', image: 'web:1', logConfiguration: { logDriver: 'awslogs', options } },
      { name: 'proxy', image: 'proxy:1', logConfiguration: { logDriver: 'awslogs', options } },
    ])
    aws.ecs.set({ ...writer, taskDefinition, desired: 1, running: 1 })
    const written = (stream: string, ...texts: string[]) =>
      aws.logs.print(group, stream, ...texts.map((message, i) => ({ at: began + minute + i, message })))
    written(`app/web/${taskId('web', 0)}`, 'old')
    written(`app/web/${taskId('web', 1)}`, 'first', 'second', 'third', 'fourth')
    aws.logs.print(group, `app/proxy/${taskId('web', 1)}`, { at: began + 1, message: 'proxied' })
  })
  afterAll(() => aws.close())
  const stopped = (container: string, exitCode: number) => [
    { at: began / 1000 - 60, reason: 'Task stopped', exitCode: 0, container: 'web' },
    { at: began / 1000 + 60, reason: 'Essential container in task exited', exitCode, container },
  ]

  it('are those of the newest task, by the container that broke', async () => {
    aws.ecs.set({ ...writer, stopped: stopped('web', 1) })
    expect(await logs.last(where, within, limits)).toEqual({
      lines: ['second', 'third', 'fourth'],
      of: `task ${taskId('web', 1).slice(0, 8)}`,
    })
    aws.ecs.set({ ...writer, stopped: stopped('proxy', 137) })
    expect((await logs.last(where, within, limits)).lines).toEqual(['proxied'])
  })

  it('are nothing where the newest task has printed nothing, whatever others printed', async () => {
    aws.ecs.set({
      ...writer,
      stopped: [...stopped('web', 0), { at: began / 1000 + 90, reason: 'no', exitCode: 1, container: 'web' }],
    })
    expect(await logs.last(where, within, limits)).toEqual({
      lines: [],
      of: `task ${taskId('web', 2).slice(0, 8)}`,
    })
  })

  it('are the newest of all where no task was started since, or nobody knows who writes there', async () => {
    aws.ecs.set({ ...writer, stopped: [] })
    const all = { lines: ['fourth', 'second', 'third'] }
    for (const one of [
      { ...where, writer: { ...writer, container: 'web' } },
      { group, region: 'us-east-1' },
    ]) {
      const { lines, of } = await logs.last(one, within, limits)
      expect({ lines: [...lines].sort(), of }).toEqual({ ...all, of: undefined })
    }
  })

  it('cannot be read where that is denied, which says what to add', async () => {
    aws.fault('ecs:DescribeTasks', 'denied')
    aws.ecs.set({ ...writer, stopped: stopped('web', 1) })
    await expect(logs.last(where, within, limits)).rejects.toThrow(OutsideError)
    await expect(logs.last(where, within, limits)).rejects.toThrow('Policy to add')
    aws.mend()
  })
})

it('of a deployment: what the newest pod that does not come up printed before it ended', async () => {
  const here = await cluster()
  here.anew()
  here.kubernetes.set('shop', 'web', {
    lines: [{ at: began + 1, text: 'all well' }],
    before: ['a', 'b', 'c', 'no database'].map((text, i) => ({ at: began + 30_000 + i, text })),
  })
  const within = { from: began, to: began + 10 * minute }
  expect((await here.logs.last(target, within, limits)).lines).toEqual(['all well'])
  const params = { ...target, from: 'web:two', to: 'web:bad' }
  await here.maker('set image').start(params, { run: 'abc123', step: 0 })
  here.later(minute)
  expect(await here.logs.last(target, within, limits)).toEqual({
    lines: ['b', 'c', 'no database'],
    of: expect.stringMatching(/^pod web-/),
  })
  await here.kubernetes.close()
})

it('of a service of Compose: what its newest container has printed since', async () => {
  const docker = await simulateDocker({ now: () => began })
  const logs = createContainerLogs(
    createDocker({ secrets: { reveal: async () => '' }, rewrite: () => docker.url }),
  )
  docker.up('shop', 'web', {
    image: 'web:one',
    lines: ['before', 'a', 'b', 'c', 'd'].map((text, i) => ({ at: began + (i - 1) * 1_000, text })),
  })
  const where = { docker: { host: 'unix:///docker.sock' }, project: 'shop', service: 'web' }
  const { lines, of } = await logs.last(where, { from: began, to: began + minute }, limits)
  expect(lines.at(-1)).toBe('d')
  expect(lines).not.toContain('before')
  expect(of).toContain('web')
  await docker.close()
})
