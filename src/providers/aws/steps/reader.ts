import { UserError } from '../../../domain/errors.ts'
import type { Json } from '../../../domain/run/plan.ts'
import type { Account } from '../../../ports/probes.ts'
import type { FilledRead, StepAnswer, StepReader } from '../../../ports/step-reader.ts'
import type { AwsOptions } from '../options.ts'
import { sdkInput } from '../sdk-input.ts'
import { createAwsShapes } from '../shapes.ts'
import { createSpeak } from './clients.ts'
import { listObjects } from './objects.ts'
import { pagesOf } from './pages.ts'
import { tailLog } from './tail.ts'
import { waitFor } from './wait.ts'

const reads =
  /^(?:Describe|List|Get|Filter|Lookup|Search|Head|Scan|Query|Download|Batch(?:Get|Describe))[A-Z]/

export interface AwsReaderOptions {
  now(): number
  /** So many seconds a waiter waits. */
  waitS?: number
}

/** Asks any service of AWS that is known for what only reads: `ecs:DescribeServices` with AWS's own input. */
export function createAwsStepReader(
  given: AwsOptions,
  { now, waitS = 20 }: AwsReaderOptions,
): StepReader<Account> {
  const shapes = createAwsShapes()
  const speak = createSpeak(given)

  async function one({ operation, input }: FilledRead, account: Account): Promise<StepAnswer> {
    const [service = '', name = ''] = operation.split(':')
    const waiter = /^wait (.+)$/.exec(name)?.[1]
    const known = await shapes.service(service)
    if (waiter !== undefined) return waitFor(await speak(service, account), { service, waiter, input }, waitS)
    const takes = known?.operations.get(name)?.input
    if (!takes || !reads.test(name))
      throw new UserError(`Belay does not carry out ${operation} from a runbook: type it where you may.`)
    const pages = await pagesOf(await speak(service, account), {
      service,
      name,
      input: sdkInput(input, takes),
    })
    return { json: asJson(pages) }
  }

  return async (read, account) => {
    if (read.operation === 'logs:tail') return tailLog(await speak('logs', account), read.input, now())
    if (read.operation === 's3:list') return listObjects(await speak('s3api', account), read.input)
    return one(read, account)
  }
}

/** Times as AWS's command line writes them. */
const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null)) as Json
