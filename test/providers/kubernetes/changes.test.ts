import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deadlineMs, jobMs, podMs } from '../../../sandbox/kubernetes/world.ts'
import { OutsideError } from '../../../src/domain/errors.ts'
import { cluster, target, template } from './cluster.ts'

const made = { run: 'abc123', step: 0, since: 0 }
let here: Awaited<ReturnType<typeof cluster>>

beforeAll(async () => {
  here = await cluster()
})
afterAll(() => here.kubernetes.close())
beforeEach(() => here.anew())

const web = () => here.kubernetes.get('shop', 'web')!
const image = () => web().template.spec.containers[0]!.image
const setNamed = (version: string) =>
  web().sets.find(({ template }) => JSON.stringify(template).includes(version))!.name

describe('another image', () => {
  const set = () => here.maker('set image')
  const params = { ...target, from: 'web:two', to: 'web:three' }

  it('rolls out pod by pod until the old ones are gone, with who did it beside it', async () => {
    expect(await set().look(params, made)).toEqual({ is: 'before' })
    const result = await set().start(params, made)
    expect(await set().look(params, made)).toEqual({ is: 'after', result })
    expect(await set().observe!(params, result, made)).toMatchObject({
      is: 'going',
      progress: { done: 0, of: 2, what: 'new pods ready' },
    })
    here.later(podMs)
    expect(await set().observe!(params, result, made)).toMatchObject({ is: 'going', progress: { done: 1 } })
    here.later(podMs)
    expect(await set().observe!(params, result, made)).toMatchObject({ is: 'done', progress: { done: 2 } })
    expect(here.changes()).toEqual(['patch deployments'])
    expect(web().annotations).toMatchObject({
      'kubernetes.io/change-cause': 'set image app=web:three',
      'belay/run': 'abc123/0',
    })
    expect(web().template.spec.containers[1]!.image).toBe('proxy:1')
  })

  it('whose answer is lost was set once, and is found', async () => {
    here.kubernetes.fault('patch deployments', 'lost')
    const failed = await set()
      .start(params, made)
      .catch((error: unknown) => error)
    expect(failed).toBeInstanceOf(OutsideError)
    expect((failed as OutsideError).fault).toMatchObject({ fault: 'away', effect: 'unknown' })
    expect(await set().look(params, made)).toMatchObject({ is: 'after' })
    expect(here.changes()).toEqual(['patch deployments'])
  })

  it('sent a second time changes nothing: Kubernetes compares before it writes', async () => {
    await set().start(params, made)
    const before = web().generation
    await expect(set().start(params, made)).rejects.toMatchObject({
      fault: { fault: 'refused', effect: 'none', code: '422' },
    })
    expect(web().generation).toBe(before)
  })

  it('that cannot be pulled is told of while it waits, and fails when Kubernetes gives up', async () => {
    const missing = { ...params, to: 'web:missing' }
    const result = await set().start(missing, made)
    here.later(60_000)
    const going = await set().observe!(missing, result, made)
    expect(going).toMatchObject({ is: 'going', progress: { done: 0, of: 2 } })
    expect(going.is === 'going' && going.progress.said[0]).toContain(
      'ImagePullBackOff: Back-off pulling image "web:missing"',
    )
    here.later(deadlineMs)
    const failed = await set().observe!(missing, result, made)
    expect(failed).toMatchObject({
      is: 'failed',
      why: expect.stringMatching(
        /has timed out progressing\. 2 of the pods before still serve, and Kubernetes does not go back by itself/,
      ),
    })
  })

  it('whose program ends at once is told with its exit code', async () => {
    const bad = { ...params, to: 'web:bad' }
    const result = await set().start(bad, made)
    const going = await set().observe!(bad, result, made)
    expect(going.is === 'going' && going.progress.said).toEqual([
      'CrashLoopBackOff: back-off 40s restarting failed container',
    ])
  })

  it('is under way until its controller has seen it, whatever the counts say', async () => {
    const result = await set().start(params, made)
    here.later(10 * podMs)
    here.kubernetes.set('shop', 'web', { isObserved: false })
    expect(await set().observe!(params, result, made)).toMatchObject({ is: 'going', progress: { done: 0 } })
  })

  it('stopped half-way goes back, once', async () => {
    const result = await set().start(params, made)
    const lost = () => {
      throw new Error('taken over')
    }
    await expect(set().cancel!(params, result, lost)).rejects.toThrow('taken over')
    expect(image()).toBe('web:three')
    await set().cancel!(params, result, () => {})
    await set().cancel!(params, result, () => {})
    expect(image()).toBe('web:two')
    expect(here.changes()).toEqual(['patch deployments', 'patch deployments'])
  })

  it('that somebody else has replaced is told; so is one that nobody planned on', async () => {
    const result = await set().start(params, made)
    await set().start({ ...params, from: 'web:three', to: 'web:four' }, { run: 'else', step: 0 })
    expect(await set().observe!(params, result, made)).toMatchObject({
      is: 'failed',
      why: expect.stringContaining('Another change took its place'),
    })
    expect(await set().look({ ...params, from: 'web:one' }, made)).toEqual({
      is: 'other',
      how: 'web runs web:four now.',
    })
    here.kubernetes.remove('shop', 'web')
    expect(await set().look(params, made)).toEqual({
      is: 'other',
      how: 'There is no deployment web in shop any more.',
    })
  })
})

describe('what goes wrong', () => {
  const set = () => here.maker('set image')
  const params = { ...target, from: 'web:two', to: 'web:three' }

  it('a refusal names the rule that the Role lacks', async () => {
    here.kubernetes.fault('patch deployments', 'denied')
    await expect(set().start(params, made)).rejects.toThrow(
      'Kubernetes refused to patch deployments (deployment web in shop): Belay\'s service account may not. Rule to add to its Role: {"apiGroups":["apps"],"resources":["deployments"],"verbs":["patch"]}',
    )
  })

  it.each([
    ['unknown', { fault: 'refused', effect: 'none', code: '401' }, "does not accept Belay's token"],
    ['throttled', { fault: 'limited', effect: 'none' }, 'slow down'],
    ['conflict', { fault: 'away', effect: 'none', code: '409' }, 'asks to begin anew'],
    ['expired', { fault: 'away', effect: 'none', code: '410' }, 'asks to begin anew'],
    ['broken', { fault: 'away', effect: 'unknown' }, 'answered 503'],
  ] as const)('%s: whether it may be tried again, and in words', async (fault, told, words) => {
    here.kubernetes.fault('patch deployments', fault)
    const error = await set()
      .start(params, made)
      .catch((error: unknown) => error)
    expect((error as OutsideError).fault).toMatchObject(told)
    expect((error as OutsideError).message).toContain(words)
    expect(image()).toBe('web:two')
  })

  it('no answer at all is one that may have had its effect', async () => {
    here.kubernetes.fault('patch deployments', 'hanging')
    await expect(set().start(params, made)).rejects.toMatchObject({
      message: expect.stringContaining('no answer in 2.5 s'),
      fault: { fault: 'away', effect: 'unknown' },
    })
  })

  it('the token goes to the cluster, and into no error', async () => {
    await set().look(params, made)
    expect(here.kubernetes.asked[0]!.token).toBe('what env:TOKEN holds')
  })
})

describe('back to an earlier ReplicaSet', () => {
  const undo = () => here.maker('rollout undo')
  const params = () => ({ ...target, from: setNamed('web:two'), to: setNamed('web:one') })

  it('takes over its whole template, and its change-cause', async () => {
    const back = params()
    expect(await undo().look(back, made)).toEqual({ is: 'before' })
    const result = await undo().start(back, made)
    expect(await undo().look(back, made)).toEqual({ is: 'after', result })
    expect(web().template).toEqual(template('web:one', '5'))
    expect(web().annotations['kubernetes.io/change-cause']).toBe('first')
    here.later(2 * podMs)
    expect(await undo().observe!(back, result, made)).toMatchObject({ is: 'done' })
    const [now] = await here.workloads.revisions(target)
    expect(now).toMatchObject({ id: back.to, revision: 3, images: { app: 'web:one', proxy: 'proxy:1' } })
    expect(here.changes()).toEqual(['patch deployments'])
  })

  it('is not made twice, nor of what is gone or has moved', async () => {
    const back = params()
    await undo().start(back, made)
    await expect(undo().start(back, made)).rejects.toThrow(`web does not run ${back.from} any more`)
    expect(await undo().look({ ...back, to: 'web-gone' }, made)).toMatchObject({ is: 'other' })
    await here.maker('set image').start({ ...target, from: 'web:one', to: 'web:four' }, made)
    expect(await undo().look(back, made)).toEqual({
      is: 'other',
      how: `web does not run ${back.from} any more.`,
    })
    expect(here.changes()).toEqual(['patch deployments', 'patch deployments'])
  })

  it('stopped goes forward again', async () => {
    const back = params()
    const result = await undo().start(back, made)
    await undo().cancel!(back, result, () => {})
    expect(image()).toBe('web:two')
  })
})

describe('new pods of the same template', () => {
  const restart = () => here.maker('rollout restart')
  const params = () => ({ ...target, from: setNamed('web:two') })

  it('are told from the ones before by the run in their template', async () => {
    const again = params()
    expect(await restart().look(again, made)).toEqual({ is: 'before' })
    const result = await restart().start(again, made)
    expect(web().template.metadata.annotations).toEqual({
      'kubectl.kubernetes.io/restartedAt': '2026-11-25T02:14:00.000Z',
      'belay/restarted-by': 'abc123/0',
    })
    expect(await restart().look(again, made)).toEqual({ is: 'after', result })
    here.later(2 * podMs)
    expect(await restart().observe!(again, result, made)).toMatchObject({ is: 'done' })
    await expect(restart().start(again, made)).rejects.toThrow('does not run')
    expect(here.changes()).toEqual(['patch deployments'])
  })

  it('whose answer is lost were made once', async () => {
    here.kubernetes.fault('patch deployments', 'lost')
    const again = params()
    await expect(restart().start(again, made)).rejects.toMatchObject({ fault: { effect: 'unknown' } })
    here.kubernetes.mend()
    expect(await restart().look(again, made)).toMatchObject({ is: 'after' })
    expect(await restart().look(again, { run: 'another', step: 0 })).toMatchObject({ is: 'other' })
  })
})

it('the number of pods is set if it is as planned, and reached one after the other', async () => {
  const scale = here.maker('scale')
  const params = { ...target, from: 2, to: 4 }
  expect(await scale.look(params, made)).toEqual({ is: 'before' })
  await scale.start(params, made)
  expect(await scale.look(params, made)).toMatchObject({ is: 'after' })
  expect(await scale.observe!(params, null, made)).toMatchObject({
    is: 'going',
    progress: { done: 2, of: 4 },
  })
  here.later(2 * podMs)
  expect(await scale.observe!(params, null, made)).toMatchObject({ is: 'done', progress: { done: 4, of: 4 } })
  await expect(scale.start(params, made)).rejects.toMatchObject({ fault: { code: '422', effect: 'none' } })
  here.kubernetes.set('shop', 'web', { replicas: 3 })
  expect(await scale.observe!(params, null, made)).toMatchObject({
    is: 'failed',
    why: expect.stringContaining('autoscaler'),
  })
  expect(here.changes()).toEqual(['patch deployments/scale', 'patch deployments/scale'])
})

describe('a command in a pod of its own', () => {
  const job = () => here.maker('create job')
  const params = { ...target, image: 'web:two', command: ['npm', 'run', 'cache:clear', 'search:*'] }
  const name = 'belay-abc123-0'

  it('runs in the container alone, with neither its labels nor its probes, and what it printed is told', async () => {
    here.kubernetes.outcome('npm run cache:clear search:*', { exit: 0, output: '42 keys\n' })
    expect(await job().look(params, made)).toEqual({ is: 'before' })
    const result = await job().start(params, made)
    const { body } = here.kubernetes.asked.find(({ verb }) => verb === 'create')!
    expect(body.spec).toMatchObject({ backoffLimit: 0 })
    const pod = body.spec.template
    expect(pod.metadata.labels).toEqual({ 'app.kubernetes.io/managed-by': 'belay' })
    expect(pod.spec.restartPolicy).toBe('Never')
    expect(pod.spec.containers).toEqual([
      {
        name: 'app',
        image: 'web:two',
        env: [{ name: 'POOL', value: '10' }],
        resources: { limits: { cpu: '500m', memory: '256Mi' } },
        command: ['npm', 'run', 'cache:clear', 'search:*'],
      },
    ])
    expect(await job().observe!(params, result, made)).toMatchObject({ is: 'going' })
    here.later(jobMs)
    expect(await job().observe!(params, result, made)).toMatchObject({
      is: 'done',
      progress: { output: '42 keys\n' },
    })
    expect(await job().output!(params, result, made)).toBe('42 keys\n')
  })

  it('is one job, however often it is asked for', async () => {
    here.kubernetes.fault('create jobs', 'lost')
    await expect(job().start(params, made)).rejects.toMatchObject({ fault: { effect: 'unknown' } })
    here.kubernetes.mend()
    expect(await job().look(params, made)).toEqual({ is: 'after', result: { job: name } })
    await expect(job().start(params, made)).rejects.toMatchObject({ fault: { code: '409', effect: 'none' } })
    expect(here.kubernetes.jobs.size).toBe(1)
  })

  it('that fails is told with its exit code and its output; stopped, it is deleted', async () => {
    here.kubernetes.outcome('npm run cache:clear search:*', { exit: 3, output: 'no such key\n' })
    const result = await job().start(params, made)
    here.later(jobMs)
    expect(await job().observe!(params, result, made)).toMatchObject({
      is: 'failed',
      why: 'It ended with exit 3, Error.',
      output: 'no such key\n',
    })
    await job().cancel!(params, result, () => {})
    expect(here.kubernetes.jobs.size).toBe(0)
    expect(await job().observe!(params, result, made)).toMatchObject({
      is: 'failed',
      why: 'Its job is gone.',
    })
  })

  it('is not begun with another image than was approved', async () => {
    await here.maker('set image').start({ ...target, from: 'web:two', to: 'web:three' }, made)
    expect(await job().look(params, made)).toEqual({ is: 'other', how: 'web runs web:three now.' })
    await expect(job().start(params, made)).rejects.toThrow('does not run web:two any more')
    expect(here.kubernetes.jobs.size).toBe(0)
  })
})
