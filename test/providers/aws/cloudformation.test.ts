import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAws, type SimulatedAws } from '../../../sandbox/aws/aws.ts'
import { changeSetMs } from '../../../sandbox/aws/cloudformation/fields.ts'
import { resourceMs } from '../../../sandbox/aws/cloudformation/world.ts'
import { OutsideError } from '../../../src/domain/errors.ts'
import { changesDigest } from '../../../src/domain/stack-change.ts'
import { type Maker, makers } from '../../../src/ports/calls/call.ts'
import type { Stacks } from '../../../src/ports/stacks.ts'
import type { Workflows } from '../../../src/ports/workflows.ts'
import { createAwsClients } from '../../../src/providers/aws/clients.ts'
import { stackMakers } from '../../../src/providers/aws/cloudformation/makers.ts'
import { createStacks } from '../../../src/providers/aws/cloudformation/stacks.ts'

const target = { region: 'us-east-1', stack: 'flights' }
let time = Date.parse('2026-11-25T02:14:00Z')
const made = { run: '0a1b', step: 0, since: time }
let aws: SimulatedAws
let stacks: Stacks
let all: ReturnType<typeof makers>

const template = (memory: string, database = 'one') => `
Parameters: { Class: { Type: String }, New: { Type: String, Default: a } }
Resources:
  Monitor: { Type: "AWS::Lambda::Function", Properties: { MemorySize: ${memory} } }
  Database: { Type: "AWS::RDS::DBInstance", Properties: { DBInstanceIdentifier: ${database} } }
`
const next = 'https://templates.s3.amazonaws.com/next.yaml'

beforeAll(async () => {
  aws = await createAws({ now: () => time })
  const clients = createAwsClients({
    endpoint: aws.url,
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'not-a-secret' },
  })
  stacks = createStacks(clients)
  const workflows = { file: async () => template('2048') } as unknown as Workflows
  all = makers(...stackMakers(clients, stacks, workflows))
})
afterAll(() => aws.close())
beforeEach(() => {
  aws.mend()
  const parameters = { Class: 'small' }
  aws.cloudformation.set({
    name: 'flights',
    body: template('512'),
    parameters,
    operations: [],
    changeSets: [],
  })
  aws.asked.length = 0
})

const maker = (action: string): Maker => all.get(action)!
const changed = () =>
  aws.asked
    .filter(
      ({ service, action }) =>
        service === 'cloudformation' && /^(Create|Execute|Cancel|Rollback|Continue|Delete)/.test(action),
    )
    .map(({ action }) => action)
const lost = async (work: Promise<unknown>) => {
  const failed = await work.catch((error: unknown) => error)
  expect(failed).toBeInstanceOf(OutsideError)
  expect((failed as OutsideError).fault).toMatchObject({ fault: 'away', effect: 'unknown' })
}

const create = () => maker('cloudformation:CreateChangeSet')
const wanted = {
  ...target,
  isNew: false,
  template: { url: next },
  from: next,
  capabilities: [],
  keep: ['Class'],
  set: { New: 'b' },
}

/** A change set of what `body` would change. */
async function changeSetOf(body: string, run = '0a1b') {
  aws.cloudformation.put(next, body)
  await create().start(wanted, { run, step: 0 })
  time += changeSetMs
  return (await stacks.changeSet(target, `belay-${run}-0`))!
}

describe('a change set', () => {
  it('is made once, with the parameters that stay and those that are set, and tells what it would change', async () => {
    aws.cloudformation.put(next, template('2048', 'two'))
    expect(await create().look(wanted, made)).toEqual({ is: 'before' })
    aws.fault('cloudformation:CreateChangeSet', 'lost')
    await lost(create().start(wanted, made))
    aws.mend()
    const found = await create().look(wanted, made)
    expect(found).toEqual({ is: 'after', result: { changeSet: 'belay-0a1b-0' } })
    expect(await create().observe!(wanted, null, made)).toMatchObject({ is: 'going' })
    time += changeSetMs
    expect(await create().observe!(wanted, null, made)).toMatchObject({
      is: 'done',
      progress: {
        output:
          'replace Database, AWS::RDS::DBInstance: DBInstanceIdentifier\nchange Monitor, AWS::Lambda::Function: MemorySize',
      },
      result: { changeSet: 'belay-0a1b-0', isEmpty: false, loses: true },
    })
    expect(changed()).toEqual(['CreateChangeSet'])
    expect(aws.asked.find(({ action }) => action === 'CreateChangeSet')!.input).toMatchObject({
      'Parameters.member.1.ParameterKey': 'Class',
      'Parameters.member.1.UsePreviousValue': 'true',
      'Parameters.member.2.ParameterKey': 'New',
      'Parameters.member.2.ParameterValue': 'b',
    })
  })

  it('of a template on GitHub is made of what that commit has', async () => {
    const there = { ...wanted, template: { repo: 'a/b', path: 'stack.yaml', sha: 'c'.repeat(40) } }
    await create().start(there, made)
    expect(aws.asked.at(-1)!.input.TemplateBody).toBe(template('2048'))
  })

  it('that changes nothing says so', async () => {
    aws.cloudformation.put(next, template('512'))
    await create().start(wanted, made)
    time += changeSetMs
    expect(await create().observe!(wanted, null, made)).toMatchObject({
      is: 'done',
      progress: { said: ['Nothing would change.'] },
      result: { isEmpty: true },
    })
  })

  it('is refused in words, with the policy to add; throttled, it may be tried again', async () => {
    aws.fault('cloudformation:CreateChangeSet', 'denied')
    await expect(create().start(wanted, made)).rejects.toThrow(
      /AWS refused cloudformation:CreateChangeSet on flights: Belay's role may not\. Policy to add: /,
    )
    aws.fault('cloudformation:CreateChangeSet', 'throttled')
    await expect(create().start(wanted, made)).rejects.toMatchObject({ fault: { fault: 'limited' } })
  })
})

describe('its execution', () => {
  const execute = () => maker('cloudformation:ExecuteChangeSet')
  const paramsOf = ({ id, changes }: Awaited<ReturnType<typeof changeSetOf>>) => ({
    ...target,
    changeSet: id,
    changes: changesDigest(changes),
    count: changes.length,
  })

  it('goes on resource by resource until the stack says that it is complete', async () => {
    const params = paramsOf(await changeSetOf(template('2048')))
    expect(await execute().look(params, made)).toEqual({ is: 'before' })
    await execute().start(params, made)
    expect(await execute().look(params, made)).toEqual({ is: 'after', result: {} })
    expect(await execute().observe!(params, null, made)).toMatchObject({
      is: 'going',
      progress: { done: 0, of: 1 },
    })
    time += resourceMs
    expect(await execute().observe!(params, null, made)).toMatchObject({
      is: 'going',
      progress: { done: 1, said: expect.arrayContaining(['Monitor: UPDATE_COMPLETE']) },
    })
    time += resourceMs
    expect(await execute().observe!(params, null, made)).toMatchObject({ is: 'done' })
    expect(aws.cloudformation.status('flights')).toBe('UPDATE_COMPLETE')
  })

  it('is not taken for the change before it', async () => {
    const first = paramsOf(await changeSetOf(template('1024'), 'aa'))
    await execute().start(first, { run: 'aa', step: 0 })
    time += 2 * resourceMs
    const params = paramsOf(await changeSetOf(template('2048')))
    await execute().start(params, made)
    expect(await execute().observe!(params, null, made)).toMatchObject({ is: 'going' })
  })

  it('whose answer is lost was begun once, and sent again it would be the same', async () => {
    const params = paramsOf(await changeSetOf(template('2048')))
    aws.fault('cloudformation:ExecuteChangeSet', 'lost')
    await lost(execute().start(params, made))
    aws.mend()
    expect(await execute().look(params, made)).toEqual({ is: 'after', result: {} })
    await execute().start(params, made)
    expect(
      (await stacks.eventsSince(target, 'belay-0a1b-0')).filter(
        ({ status }) => status === 'UPDATE_IN_PROGRESS',
      ),
    ).toHaveLength(2)
  })

  it('that fails goes back, and says what failed first', async () => {
    const params = paramsOf(await changeSetOf(template('bad')))
    await execute().start(params, made)
    time += resourceMs
    expect(await execute().observe!(params, null, made)).toMatchObject({ is: 'going' })
    time += resourceMs
    expect(await execute().observe!(params, null, made)).toMatchObject({
      is: 'failed',
      why: expect.stringMatching(
        /^It failed, and the stack is as it was before: Monitor Resource handler returned/,
      ),
    })
    expect((await stacks.state(target))?.status).toBe('UPDATE_ROLLBACK_COMPLETE')
  })

  it('that cannot go back is taken up again', async () => {
    const params = paramsOf(await changeSetOf(template('stuck')))
    await execute().start(params, made)
    time += 3 * resourceMs
    expect(await execute().observe!(params, null, made)).toMatchObject({
      is: 'failed',
      why: expect.stringContaining('then: stack rollback'),
    })
    const go = maker('cloudformation:ContinueUpdateRollback')
    const back = { ...target, from: 'UPDATE_ROLLBACK_FAILED' }
    const again = { run: 'cc', step: 0, since: time }
    expect(await go.look(back, again)).toEqual({ is: 'before' })
    await go.start(back, again)
    expect(await go.look(back, again)).toEqual({ is: 'after', result: {} })
    time += resourceMs
    expect(await go.observe!(back, null, again)).toMatchObject({ is: 'done' })
    expect(await go.look(back, { run: 'dd', step: 0 })).toMatchObject({
      is: 'other',
      how: 'flights is in UPDATE_ROLLBACK_COMPLETE now.',
    })
  })

  it('stopped half-way, the stack is taken back: once', async () => {
    const params = paramsOf(await changeSetOf(template('2048')))
    await execute().start(params, made)
    time += resourceMs / 2
    await execute().cancel!(params, null, () => {})
    await execute().cancel!(params, null, () => {})
    time += 2 * resourceMs
    expect(await execute().observe!(params, null, made)).toMatchObject({ is: 'failed' })
    expect(changed()).toEqual(['CreateChangeSet', 'ExecuteChangeSet', 'CancelUpdateStack'])
  })

  it('is not begun of one that is out of date, has other changes, or is gone', async () => {
    const set = await changeSetOf(template('2048'))
    const other = paramsOf(await changeSetOf(template('1024'), 'bb'))
    expect(await execute().look({ ...paramsOf(set), changes: 'other' }, made)).toMatchObject({
      is: 'other',
      how: 'The change set has other changes than when it was approved.',
    })
    await execute().start(other, { run: 'bb', step: 0 })
    expect(await execute().look(paramsOf(set), made)).toEqual({
      is: 'other',
      how: 'The change set is obsolete: make it anew.',
    })
    expect(await execute().look({ ...paramsOf(set), changeSet: 'nobody' }, made)).toMatchObject({
      how: 'The change set is gone: make it anew.',
    })
  })
})

it('a stack is deleted by its ARN, once, and followed to its end', async () => {
  const remove = maker('cloudformation:DeleteStack')
  const { id } = (await stacks.state(target))!
  const params = { ...target, stack: id, count: 2 }
  expect(await remove.look(params, made)).toEqual({ is: 'before' })
  aws.fault('cloudformation:DeleteStack', 'lost')
  await lost(remove.start(params, made))
  aws.mend()
  expect(await remove.look(params, made)).toEqual({ is: 'after', result: {} })
  expect(await remove.observe!(params, null, made)).toMatchObject({ is: 'going' })
  time += 2 * resourceMs
  expect(await remove.observe!(params, null, made)).toMatchObject({
    is: 'done',
    progress: { done: 2, of: 2 },
  })
  expect(await stacks.state(target)).toBeUndefined()
  expect(changed()).toEqual(['DeleteStack'])
})

it('what drifted is found by a look that takes its time', async () => {
  aws.cloudformation.set({ name: 'flights', drifted: ['Monitor'] })
  const detect = maker('cloudformation:DetectStackDrift')
  const result = await detect.start(target, made)
  expect(await detect.observe!(target, result, made)).toMatchObject({ is: 'going' })
  time += resourceMs
  expect(await detect.observe!(target, result, made)).toMatchObject({
    is: 'done',
    progress: { output: 'Monitor, AWS::Lambda::Function: modified' },
  })
})

it('a template says what it wants; a stack that is not there is none', async () => {
  expect(await stacks.summary({ body: template('1') }, target)).toEqual({
    parameters: [
      { name: 'Class', hasDefault: false },
      { name: 'New', hasDefault: true },
    ],
    capabilities: [],
  })
  expect(await stacks.state({ ...target, stack: 'nobody' })).toBeUndefined()
  expect(await stacks.changeSet(target, 'nobody')).toBeUndefined()
})
