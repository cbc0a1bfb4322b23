import type { FunctionConfiguration } from '@aws-sdk/client-lambda'
import type { z } from 'zod'
import { OutsideError } from '../../../domain/errors.ts'
import { type Maker, maker, type Observation } from '../../../ports/calls/call.ts'
import { setMemory, updateFunctionCode } from '../../../ports/calls/lambda.ts'
import type { Functions, FunctionTarget } from '../../../ports/functions.ts'
import type { AwsClients } from '../clients.ts'
import { plain } from '../diagnosis.ts'
import { orNone } from '../failure.ts'
import { once } from '../once.ts'
import { aboutFunction, codeOf } from './calls.ts'
import { describeFunction } from './functions.ts'

type Code = z.infer<typeof updateFunctionCode.params>
type Memory = z.infer<typeof setMemory.params>

const isUnderWay = ({ LastUpdateStatus }: FunctionConfiguration): boolean => LastUpdateStatus === 'InProgress'

/**
 * The function as it is; undefined when it is gone. What changes it is sent with the id of that state: whatever comes in
 * between, Lambda refuses it.
 */
const known = (aws: AwsClients, target: FunctionTarget): Promise<FunctionConfiguration | undefined> =>
  orNone(describeFunction(aws, target))

const gone = (target: FunctionTarget) =>
  ({ is: 'other', how: `Lambda has no function ${target.function} any more.` }) as const
const busy = (target: FunctionTarget) =>
  ({ is: 'other', how: `${target.function} is being updated by something else.` }) as const

/** The state that a change is based on, where it is still the one that was planned on. */
async function basis(
  aws: AwsClients,
  target: FunctionTarget,
  isPlanned: (now: FunctionConfiguration) => boolean,
): Promise<string> {
  const now = await describeFunction(aws, target)
  if (isPlanned(now) && !isUnderWay(now) && now.RevisionId) return now.RevisionId
  throw new OutsideError(`${target.function} has changed since it was looked at.`, {
    service: 'aws',
    fault: 'refused',
    effect: 'none',
  })
}

/** Replaces a function's newest code. That it was done is told by the code's SHA-256, where Lambda told it beforehand. */
export const createUpdateCode = (aws: AwsClients, functions: Functions): Maker =>
  maker<Code>({
    kind: updateFunctionCode,
    repeatable: true,
    async look(params) {
      const now = await known(aws, params)
      if (!now) return gone(params)
      if (params.sha !== undefined && now.CodeSha256 === params.sha)
        return { is: 'after', result: { sha: params.sha } }
      if (now.CodeSha256 !== params.from)
        return { is: 'other', how: `${params.function} has other code than when it was planned.` }
      if (isUnderWay(now)) return busy(params)
      const code = await functions.package(params, params.code)
      if (code.is === 'gone') return { is: 'other', how: code.why }
      if (params.sha !== undefined && code.sha !== params.sha)
        return { is: 'other', how: 'The package is another one than when it was approved.' }
      return { is: 'before' }
    },
    async start(params) {
      const RevisionId = await basis(aws, params, ({ CodeSha256 }) => CodeSha256 === params.from)
      const answer = await once(aboutFunction('UpdateFunctionCode', params, true), async abortSignal => {
        const lambda = await aws.lambda(params)
        const wanted = { FunctionName: params.function, ...codeOf(params.code), RevisionId }
        return lambda.updateFunctionCode(wanted, { abortSignal })
      })
      return { sha: answer.CodeSha256 ?? '' }
    },
    observe: (params, result) =>
      observeUpdate(aws, params, now =>
        isRecord(result) && result.sha !== now.CodeSha256
          ? `${params.function} has been given other code meanwhile.`
          : undefined,
      ),
  })

/** Sets a function's memory. */
export const createSetMemory = (aws: AwsClients): Maker =>
  maker<Memory>({
    kind: setMemory,
    repeatable: true,
    async look(params) {
      const now = await known(aws, params)
      if (!now) return gone(params)
      if (now.MemorySize === params.to) return { is: 'after', result: { sha: now.CodeSha256 ?? '' } }
      if (now.MemorySize !== params.from)
        return { is: 'other', how: `${params.function} has ${now.MemorySize} MB now.` }
      return isUnderWay(now) ? busy(params) : { is: 'before' }
    },
    async start(params) {
      const RevisionId = await basis(aws, params, ({ MemorySize }) => MemorySize === params.from)
      const answer = await once(
        aboutFunction('UpdateFunctionConfiguration', params, true),
        async abortSignal => {
          const lambda = await aws.lambda(params)
          const wanted = { FunctionName: params.function, MemorySize: params.to, RevisionId }
          return lambda.updateFunctionConfiguration(wanted, { abortSignal })
        },
      )
      return { sha: answer.CodeSha256 ?? '' }
    },
    observe: params =>
      observeUpdate(aws, params, now =>
        now.MemorySize === params.to ? undefined : `Something else has set ${now.MemorySize} MB meanwhile.`,
      ),
  })

/** Whether an update can be used by now. `otherwise`: why what is there is not what was sent. */
async function observeUpdate(
  aws: AwsClients,
  target: FunctionTarget,
  otherwise: (now: FunctionConfiguration) => string | undefined,
): Promise<Observation> {
  const now = await known(aws, target)
  if (!now) return { is: 'failed', why: `The function ${target.function} is gone.`, said: [] }
  const why = otherwise(now)
  if (why !== undefined) return { is: 'failed', why, said: [] }
  const { LastUpdateStatus: status, LastUpdateStatusReason: reason = 'Lambda gave no reason' } = now
  if (status === 'Failed') return { is: 'failed', why: `The update failed: ${plain(reason)}`, said: [] }
  const progress = { done: status === 'InProgress' ? 0 : 1, of: 1, what: 'updates in use', said: [] }
  return status === 'InProgress'
    ? { is: 'going', progress: { ...progress, begun: true } }
    : { is: 'done', progress, result: { sha: now.CodeSha256 ?? '' } }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
