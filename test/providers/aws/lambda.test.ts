import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAws, type SimulatedAws } from '../../../sandbox/aws/aws.ts'
import { shaOf, updateMs, warmMs } from '../../../sandbox/aws/lambda/world.ts'
import { OutsideError } from '../../../src/domain/errors.ts'
import type { Json } from '../../../src/domain/run/plan.ts'
import { type Maker, makers } from '../../../src/ports/calls/call.ts'
import type { Functions } from '../../../src/ports/functions.ts'
import { createAwsClients } from '../../../src/providers/aws/clients.ts'
import { createFunctions } from '../../../src/providers/aws/lambda/functions.ts'
import { lambdaMakers } from '../../../src/providers/aws/lambda/makers.ts'

const target = { region: 'us-east-1', function: 'weather-monitor' }
const bucket = 'packages'
let time = Date.parse('2026-11-25T02:14:00Z')
const made = { run: '0a1b', step: 0, since: time }
let aws: SimulatedAws
let functions: Functions
let all: ReturnType<typeof makers>

beforeAll(async () => {
  aws = await createAws({ now: () => time })
  const clients = createAwsClients({
    endpoint: aws.url,
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'not-a-secret' },
  })
  functions = createFunctions(clients)
  all = makers(...lambdaMakers(clients, functions))
})
afterAll(() => aws.close())
beforeEach(() => {
  aws.mend()
  const code = (version: string) => ({ package: `${bucket}/monitor-${version}.zip`, memory: 512, at: time })
  aws.lambda.set({
    name: target.function,
    newest: code('1.4.2'),
    versions: [
      { ...code('1.4.1'), description: '1.4.1' },
      { ...code('1.4.2'), description: '1.4.2' },
    ],
    firstVersion: 6,
    aliases: { live: { version: 7, changes: 0 } },
    warm: {},
    changes: 0,
    updatedAt: undefined as never,
  })
  aws.asked.length = 0
})

const maker = (action: string): Maker => all.get(action)!
/** What has changed something: a dry run does not. */
const changed = () =>
  aws.asked
    .filter(({ action, input }) => /^(Update|Publish|Put|Delete)/.test(action) && !input.DryRun)
    .map(({ action }) => action)
const lost = async (work: Promise<unknown>) => {
  const failed = await work.catch((error: unknown) => error)
  expect(failed).toBeInstanceOf(OutsideError)
  expect((failed as OutsideError).fault).toMatchObject({ fault: 'away', effect: 'unknown' })
}

describe('another package', () => {
  const update = () => maker('lambda:UpdateFunctionCode')
  const key = 'monitor-1.5.0.zip'
  const sha = shaOf(`${bucket}/${key}`)
  const from = shaOf(`${bucket}/monitor-1.4.2.zip`)
  const params = { ...target, from, code: { bucket, key }, sha }

  it('is the newest code once Lambda says that it can be used', async () => {
    expect(await functions.package(target, params.code)).toEqual({ is: 'there', sha })
    expect(await update().look(params, made)).toEqual({ is: 'before' })
    const result = await update().start(params, made)
    expect(result).toEqual({ sha })
    expect(await update().look(params, made)).toEqual({ is: 'after', result })
    expect(await update().observe!(params, result, made)).toMatchObject({ is: 'going' })
    time += updateMs
    expect(await update().observe!(params, result, made)).toMatchObject({ is: 'done', result: { sha } })
    expect(changed()).toEqual(['UpdateFunctionCode'])
  })

  it('whose answer is lost was sent once, and is found by what is in it', async () => {
    aws.fault('lambda:UpdateFunctionCode', 'lost')
    await lost(update().start(params, made))
    aws.mend()
    expect(await update().look(params, made)).toEqual({ is: 'after', result: { sha } })
    expect(changed()).toEqual(['UpdateFunctionCode'])
  })

  it('that cannot be used is told with what Lambda says of it', async () => {
    const bad = {
      ...params,
      code: { bucket, key: 'monitor-bad.zip' },
      sha: shaOf(`${bucket}/monitor-bad.zip`),
    }
    const result = await update().start(bad, made)
    time += updateMs
    expect(await update().observe!(bad, result, made)).toMatchObject({
      is: 'failed',
      why: 'The update failed: The package cannot be opened: is it a zip of the function?',
    })
  })

  it('is not sent after anything else has changed the code, nor at the same time', async () => {
    aws.lambda.set({ name: target.function, newest: { package: 'by/hand.zip', memory: 512, at: time } })
    expect(await update().look(params, made)).toMatchObject({
      is: 'other',
      how: 'weather-monitor has other code than when it was planned.',
    })
    await expect(update().start(params, made)).rejects.toThrow(
      'weather-monitor has changed since it was looked at',
    )
    expect(changed()).toEqual([])
  })

  it('that is gone, or another one than was approved, is not sent', async () => {
    const missing = { ...params, code: { bucket, key: 'missing.zip' } }
    expect(await update().look(missing, made)).toMatchObject({
      is: 'other',
      how: expect.stringContaining('NoSuchKey'),
    })
    aws.lambda.replace(`${bucket}/${key}`)
    expect(await update().look(params, made)).toEqual({
      is: 'other',
      how: 'The package is another one than when it was approved.',
    })
  })

  it('is refused in words, with the policy to add; throttled, it may be tried again', async () => {
    aws.fault('lambda:UpdateFunctionCode', 'denied')
    await expect(update().start(params, made)).rejects.toThrow(
      /AWS refused lambda:UpdateFunctionCode on weather-monitor: Belay's role may not\. Policy to add: .*function:weather-monitor/,
    )
    aws.fault('lambda:UpdateFunctionCode', 'throttled')
    await expect(update().start(params, made)).rejects.toMatchObject({
      fault: { fault: 'limited', effect: 'none' },
    })
  })
})

describe('a version', () => {
  const publish = () => maker('lambda:PublishVersion')
  const sha = shaOf(`${bucket}/monitor-1.5.0.zip`)
  const params = { ...target, sha, description: '1.5.0' }
  beforeEach(() =>
    aws.lambda.set({
      name: target.function,
      newest: { package: `${bucket}/monitor-1.5.0.zip`, memory: 512, at: time },
    }),
  )

  it('is kept under a number, and found again by the run that made it', async () => {
    expect(await publish().look(params, made)).toEqual({ is: 'before' })
    aws.fault('lambda:PublishVersion', 'lost')
    await lost(publish().start(params, made))
    aws.mend()
    expect(await publish().look(params, made)).toEqual({ is: 'after', result: { version: '8' } })
    expect(await publish().look(params, { run: 'ff', step: 0 })).toEqual({ is: 'before' })
    expect(await publish().start(params, { run: 'ff', step: 0 })).toEqual({ version: '8' })
    expect((await functions.versions(target)).map(({ version }) => version)).toEqual([8, 7, 6])
  })

  it('is waited for where it takes a while until it can be called', async () => {
    aws.lambda.set({ name: target.function, slowVersions: true })
    const result = await publish().start(params, made)
    expect(await publish().observe!(params, result, made)).toMatchObject({ is: 'going' })
    time += updateMs
    expect(await publish().observe!(params, result, made)).toMatchObject({ is: 'done' })
    aws.lambda.set({ name: target.function, slowVersions: false })
  })

  it('is not made of other code than was meant', async () => {
    const other = { ...params, sha: 'another' }
    expect(await publish().look(other, made)).toMatchObject({ is: 'other' })
    await expect(publish().start(other, made)).rejects.toThrow('is different from current CodeSHA256')
  })

  it('is found on whichever page it is', async () => {
    aws.lambda.page(1)
    expect((await functions.versions(target)).map(({ version }) => version)).toEqual([7, 6])
    aws.lambda.page(50)
  })
})

describe('an alias', () => {
  const shift = () => maker('lambda:UpdateAlias')
  const share = { version: '7', also: { version: '6', weight: 0.1 } }
  const params = { ...target, alias: 'live', from: { version: '7' }, to: share }

  it('leads a share of its calls elsewhere, and then all', async () => {
    expect(await shift().look(params, made)).toEqual({ is: 'before' })
    await shift().start(params, made)
    expect(await functions.alias(target, 'live')).toEqual(share)
    expect(await shift().look(params, made)).toEqual({ is: 'after', result: {} })
    const rest = { ...params, from: share, to: { version: '6' } }
    expect(await shift().look(rest, made)).toEqual({ is: 'before' })
    await shift().start(rest, made)
    expect(await functions.alias(target, 'live')).toEqual({ version: '6' })
    expect(changed()).toEqual(['UpdateAlias', 'UpdateAlias'])
  })

  it('whose answer is lost was led there once', async () => {
    aws.fault('lambda:UpdateAlias', 'lost')
    await lost(shift().start(params, made))
    expect(await shift().look(params, made)).toEqual({ is: 'after', result: {} })
    expect(changed()).toEqual(['UpdateAlias'])
  })

  it('that somebody else has led elsewhere is left alone', async () => {
    aws.lambda.set({ name: target.function, aliases: { live: { version: 6, changes: 1 } } })
    expect(await shift().look(params, made)).toEqual({
      is: 'other',
      how: 'live of weather-monitor leads to 6 now.',
    })
    await expect(shift().start(params, made)).rejects.toThrow('leads elsewhere by now')
    expect(changed()).toEqual([])
  })
})

it('memory is set once, and counts when Lambda says so', async () => {
  const set = maker('lambda:UpdateFunctionConfiguration memorySize')
  const params = { ...target, from: 512, to: 1024 }
  expect(await set.look(params, made)).toEqual({ is: 'before' })
  aws.fault('lambda:UpdateFunctionConfiguration', 'lost')
  await lost(set.start(params, made))
  aws.mend()
  expect(await set.look(params, made)).toMatchObject({ is: 'after' })
  expect(await set.observe!(params, null, made)).toMatchObject({ is: 'going' })
  time += updateMs
  expect(await set.observe!(params, null, made)).toMatchObject({ is: 'done' })
  expect(changed()).toEqual(['UpdateFunctionConfiguration'])
  expect(await set.look({ ...params, from: 256, to: 2048 }, made)).toMatchObject({
    is: 'other',
    how: 'weather-monitor has 1024 MB now.',
  })
})

it('environments become warm one after the other, and cold again', async () => {
  const set = maker('lambda:PutProvisionedConcurrencyConfig')
  const params = { ...target, alias: 'live', from: 0, to: 2 }
  expect(await set.look(params, made)).toEqual({ is: 'before' })
  const result = (await set.start(params, made)) as Json
  expect(await set.look(params, made)).toEqual({ is: 'after', result: {} })
  time += warmMs
  expect(await set.observe!(params, result, made)).toMatchObject({
    is: 'going',
    progress: { done: 1, of: 2 },
  })
  time += warmMs
  expect(await set.observe!(params, result, made)).toMatchObject({ is: 'done' })
  await set.start({ ...params, from: 2, to: 0 }, made)
  expect(await functions.provisioned(target, 'live')).toBeUndefined()
  expect(await set.observe!({ ...params, from: 2, to: 0 }, null, made)).toMatchObject({ is: 'done' })
})

it('a function that is not there is none', async () => {
  expect(await functions.state({ ...target, function: 'nobody' })).toBeUndefined()
  const gone = { ...target, function: 'nobody', from: 'a', code: { image: 'b' } }
  expect(await maker('lambda:UpdateFunctionCode').look(gone, made)).toEqual({
    is: 'other',
    how: 'Lambda has no function nobody any more.',
  })
})
