import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type SimulatedDocker, createDocker as simulate } from '../../../sandbox/docker/docker.ts'
import { startMs } from '../../../sandbox/docker/world.ts'
import { type Maker, makers } from '../../../src/ports/calls/call.ts'
import { createDocker } from '../../../src/providers/docker/api.ts'
import { createContainers } from '../../../src/providers/docker/containers.ts'
import { dockerMakers } from '../../../src/providers/docker/makers.ts'
import { eventually } from '../../eventually.ts'

const place = { docker: { host: 'unix:///docker.sock' } }
const target = { ...place, project: 'shop', service: 'web' }
const made = { run: 'abc123', step: 0, since: 0 }
const began = Date.parse('2026-11-25T02:14:00Z')
let time = began
let simulated: SimulatedDocker
let docker: ReturnType<typeof createDocker>
let all: ReturnType<typeof makers>
let id: string

beforeAll(async () => {
  simulated = await simulate({ now: () => time })
  docker = createDocker({ secrets: { reveal: async () => '' }, rewrite: () => simulated.url })
  all = makers(...dockerMakers(docker))
})
afterAll(() => simulated.close())
beforeEach(() => {
  time = began
  simulated.mend()
  simulated.empty()
  id = simulated.up('shop', 'web', {
    image: 'web:one',
    env: ['POOL=5'],
    host: { RestartPolicy: { Name: 'always' }, PortBindings: { '80/tcp': [{ HostPort: '80' }] } },
  })
  simulated.image('web:two', 'here')
})

const maker = (action: string): Maker => all.get(`docker:${action}`)!
const changes = () =>
  simulated.asked.filter(({ method }) => method !== 'GET').map(({ path }) => path.split('?')[0])
const one = (of: string) => simulated.containers().find(container => container.id === of)

describe('another container in the place of one', () => {
  const create = () => ({ ...place, like: id, from: 'web:one', image: 'web:two', revision: 2 })

  it('is like it but for the image: what the image before had set by itself is left to the new one', async () => {
    expect(await maker('create').look(create(), made)).toEqual({ is: 'before' })
    const result = (await maker('create').start(create(), made)) as { id: string }
    expect(await maker('create').look(create(), made)).toEqual({ is: 'after', result })
    const { body } = simulated.asked.find(({ path }) => path.startsWith('/containers/create'))!
    expect(body).toMatchObject({
      Image: 'web:two',
      Env: ['POOL=5'],
      Labels: {
        'com.docker.compose.project': 'shop',
        'com.docker.compose.service': 'web',
        'belay.run': 'abc123/0',
        'belay.revision': '2',
        'belay.before': 'web:one',
      },
      HostConfig: { RestartPolicy: { Name: 'always' }, PortBindings: { '80/tcp': [{ HostPort: '80' }] } },
      NetworkingConfig: { EndpointsConfig: { default: { Aliases: ['web'] } } },
    })
    expect(body).not.toHaveProperty('Cmd')
    expect(body).not.toHaveProperty('Hostname')
    expect(one(result.id)).toMatchObject({ status: 'created', name: 'belay-abc123-0' })
    expect(one(id)!.status).toBe('running')
  })

  it('is made once, whatever becomes of the answer; and not of what nobody planned on', async () => {
    simulated.fault('POST /containers/create', 'lost')
    await expect(maker('create').start(create(), made)).rejects.toMatchObject({
      fault: { effect: 'unknown' },
    })
    simulated.mend()
    expect(await maker('create').look(create(), made)).toMatchObject({ is: 'after' })
    await expect(maker('create').start(create(), made)).rejects.toMatchObject({
      fault: { effect: 'none', code: '409' },
    })
    expect(simulated.containers()).toHaveLength(2)
    expect(await maker('create').look({ ...create(), from: 'web:zero' }, { run: 'x', step: 0 })).toEqual({
      is: 'other',
      how: 'It runs web:one now.',
    })
  })

  it('comes up once the old one has ended, which is then removed and its name given on', async () => {
    const fresh = (await maker('create').start(create(), made)) as { id: string }
    const stop = { ...place, id }
    expect(await maker('stop').look(stop, made)).toEqual({ is: 'before' })
    await maker('stop').start(stop, made)
    expect(await maker('stop').look(stop, made)).toEqual({ is: 'after', result: {} })
    const start = { ...place, id: fresh.id, before: 'shop-web-1' }
    expect(await maker('start').look(start, made)).toEqual({ is: 'before' })
    await maker('start').start(start, made)
    expect(await maker('start').look(start, made)).toMatchObject({ is: 'after' })
    simulated.set(fresh.id, { health: 'starting' })
    expect(await maker('start').observe!(start, {}, made)).toMatchObject({ is: 'going' })
    time += startMs
    expect(await maker('start').observe!(start, {}, made)).toMatchObject({ is: 'done' })
    const remove = { ...place, ids: [id], id: fresh.id, name: 'shop-web-1' }
    expect(await maker('remove').look(remove, made)).toEqual({ is: 'before' })
    await maker('remove').start(remove, made)
    expect(await maker('remove').look(remove, made)).toEqual({ is: 'after', result: {} })
    expect(simulated.containers().map(({ name, image }) => [name, image])).toEqual([
      ['shop-web-1', 'web:two'],
    ])
    const [now] = await createContainers(docker).list(target)
    expect(now).toMatchObject({ revision: 2, before: 'web:one', status: 'running' })
  })

  it('that ends at once is told, and that the one before is still there', async () => {
    simulated.image('web:bad', 'here')
    const bad = (await maker('create').start({ ...create(), image: 'web:bad' }, made)) as { id: string }
    const start = { ...place, id: bad.id, before: 'shop-web-1' }
    await maker('start').start(start, made)
    time += startMs
    expect(await maker('start').observe!(start, {}, made)).toMatchObject({
      is: 'failed',
      why: 'The new container exited, exit 1. The one before, shop-web-1, is stopped and still there: roll back, or start it by hand.',
    })
    // Somebody has started the old one: it is not removed.
    expect(await maker('remove').look({ ...place, ids: [id], id: bad.id, name: 'x' }, made)).toMatchObject({
      is: 'other',
      how: 'The container shop-web-1 runs again.',
    })
  })
})

describe('a pull', () => {
  it('goes on beside the run until the image is there', async () => {
    simulated.image('web:three', 'there')
    const params = { ...place, image: 'web:three' }
    expect(await maker('pull').look(params, made)).toEqual({ is: 'before' })
    await maker('pull').start(params, made)
    await eventually(async () => (await maker('pull').observe!(params, {}, made)).is === 'done')
    expect(await maker('pull').look(params, made)).toMatchObject({ is: 'after' })
    expect(changes()).toEqual(['/images/create'])
  })

  it('of what is not there fails in words; another process begins it again', async () => {
    const params = { ...place, image: 'web:nowhere' }
    await maker('pull').start(params, made)
    const seen = await eventually(async () => {
      const now = await maker('pull').observe!(params, {}, made)
      return now.is === 'failed' && now
    })
    expect(seen.why).toContain('web:nowhere could not be pulled: manifest for web:nowhere not found')
    const other = makers(...dockerMakers(docker)).get('docker:pull')!
    simulated.image('web:nowhere', 'there')
    expect(await other.observe!(params, {}, made)).toMatchObject({ is: 'going' })
    await eventually(async () => (await other.observe!(params, {}, made)).is === 'done')
  })
})

describe('a restart', () => {
  const params = () => ({ ...place, id, startedAt: began - 3_600_000 })

  it('is told by since when the container runs, and never sent twice', async () => {
    const restart = maker('restart')
    expect(restart.repeatable).toBe(false)
    expect(await restart.look(params(), made)).toEqual({ is: 'before' })
    simulated.fault('POST /containers/:id/restart', 'lost')
    await expect(restart.start(params(), made)).rejects.toMatchObject({ fault: { effect: 'unknown' } })
    simulated.mend()
    expect(await restart.look(params(), made)).toEqual({ is: 'after', result: {} })
    expect(await restart.observe!(params(), {}, made)).toMatchObject({ is: 'done' })
  })

  it.each([
    ['broken', { fault: 'away', effect: 'unknown' }, 'Docker answered 500 about the restart'],
    ['conflict', { fault: 'away', effect: 'none' }, 'already in progress'],
    ['refused', { fault: 'refused', effect: 'none' }, 'client version is too old'],
  ] as const)('%s: in words, and whether it may have happened', async (fault, told, words) => {
    simulated.fault('POST /containers/:id/restart', fault)
    await expect(maker('restart').start(params(), made)).rejects.toMatchObject({
      fault: told,
      message: expect.stringContaining(words),
    })
  })
})

it('a container that takes its time to end is waited for, as Docker answers only then', async () => {
  for (const deed of ['stop', 'restart']) simulated.fault(`POST /containers/:id/${deed}`, 'slow')
  const both = [
    maker('stop').start({ ...place, id }, made),
    maker('restart').start({ ...place, id, startedAt: began }, made),
  ]
  expect(await Promise.all(both)).toEqual([{}, {}])
})

it('a socket that is not there is told as what is to be mended', async () => {
  const away = createDocker({ secrets: { reveal: async () => '' } })
  await expect(
    createContainers(away).list({ ...target, docker: { host: 'unix:///nowhere.sock' } }),
  ).rejects.toThrow("Docker's socket unix:///nowhere.sock is not there: see `docker` in the system file")
})

describe('a command in a container of its own', () => {
  const params = () => ({ ...place, like: id, image: 'web:one', command: ['npm', 'run', 'cache:stats'] })

  it('has neither ports nor the labels of the service; what it printed on both streams is told', async () => {
    simulated.outcome('npm run cache:stats', { exit: 0, output: 'keys 42\nhits 91 %\n' })
    const result = await maker('run').start(params(), made)
    const { body } = simulated.asked.find(({ path }) => path.startsWith('/containers/create'))!
    expect(body).toMatchObject({
      Entrypoint: [],
      Cmd: ['npm', 'run', 'cache:stats'],
      Labels: { 'belay.task': 'abc123/0' },
      HostConfig: {},
    })
    expect(JSON.stringify(body)).not.toContain('PortBindings')
    expect(await maker('run').look(params(), made)).toEqual({ is: 'after', result })
    expect(await maker('run').observe!(params(), result, made)).toMatchObject({ is: 'going' })
    time += startMs
    expect(await maker('run').observe!(params(), result, made)).toMatchObject({
      is: 'done',
      progress: { output: 'keys 42\nhits 91 %\n' },
    })
  })

  it('is neither made nor started by somebody whose lease has ended meanwhile', async () => {
    let left = 1
    const guard = () => {
      if (left-- <= 0) throw new Error('taken over')
    }
    const lost = () => expect(maker('run').start(params(), made, guard)).rejects.toThrow('taken over')
    left = 0
    await lost()
    expect(simulated.containers()).toHaveLength(1)
    left = 2
    await lost()
    expect(changes().filter(path => path?.endsWith('/start'))).toEqual([])
  })

  it('killed between its making and its start, is started by whoever takes it over: one container', async () => {
    simulated.fault('POST /containers/:id/start', 'broken')
    await expect(maker('run').start(params(), made)).rejects.toMatchObject({ fault: { effect: 'unknown' } })
    simulated.mend()
    expect(await maker('run').look(params(), made)).toEqual({ is: 'before' })
    const result = await maker('run').start(params(), made)
    expect(simulated.containers()).toHaveLength(2)
    simulated.outcome('npm run cache:stats', { exit: 2, output: 'no\n' })
    time += startMs
    expect(await maker('run').observe!(params(), result, made)).toMatchObject({
      is: 'failed',
      why: 'It ended with exit 2.',
      output: 'no\n',
    })
  })
})
