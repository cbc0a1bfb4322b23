import type { AliasConfiguration, FunctionConfiguration } from '@aws-sdk/client-lambda'
import { OutsideError } from '../../../domain/errors.ts'
import type {
  FunctionState,
  Functions,
  FunctionTarget,
  Package,
  Published,
  Routing,
} from '../../../ports/functions.ts'
import type { AwsClients } from '../clients.ts'
import { orNone } from '../failure.ts'
import { once } from '../once.ts'
import { pages } from '../pages.ts'
import { aboutFunction, codeOf } from './calls.ts'

/** AWS Lambda as plans, looks and makers read it. */
export function createFunctions(aws: AwsClients): Functions {
  return {
    state: target => orNone(describeFunction(aws, target).then(stateOf)),

    async versions(target) {
      const all = await pages(async Marker => {
        const page = await once(aboutFunction('ListVersionsByFunction', target), async abortSignal => {
          const lambda = await aws.reading.lambda(target)
          const asked = { FunctionName: target.function, ...(Marker && { Marker }) }
          return lambda.listVersionsByFunction(asked, { abortSignal })
        })
        return { all: page.Versions ?? [], next: page.NextMarker }
      })
      const kept = all.filter(({ Version = '' }) => /^\d+$/.test(Version))
      return kept.map(publishedOf).sort((a, b) => b.version - a.version)
    },

    async aliases(target) {
      const { Aliases = [] } = await once(aboutFunction('ListAliases', target), async abortSignal => {
        const lambda = await aws.reading.lambda(target)
        return lambda.listAliases({ FunctionName: target.function }, { abortSignal })
      })
      return Aliases.map(one => ({ name: one.Name ?? '', ...routingOf(one) }))
    },

    alias: (target, Name) =>
      orNone(
        once(aboutFunction('GetAlias', target), async abortSignal => {
          const lambda = await aws.reading.lambda(target)
          return routingOf(await lambda.getAlias({ FunctionName: target.function, Name }, { abortSignal }))
        }),
      ),

    provisioned: (target, Qualifier) =>
      orNone(
        once(aboutFunction('GetProvisionedConcurrencyConfig', target), async abortSignal => {
          const lambda = await aws.reading.lambda(target)
          const found = await lambda.getProvisionedConcurrencyConfig(
            { FunctionName: target.function, Qualifier },
            { abortSignal },
          )
          return {
            wanted: found.RequestedProvisionedConcurrentExecutions ?? 0,
            ready: found.AvailableProvisionedConcurrentExecutions ?? 0,
            status: found.Status ?? '',
            ...(found.StatusReason && { why: found.StatusReason }),
          }
        }),
      ),

    async reserved(target) {
      const found = await once(aboutFunction('GetFunctionConcurrency', target), async abortSignal => {
        const lambda = await aws.reading.lambda(target)
        return lambda.getFunctionConcurrency({ FunctionName: target.function }, { abortSignal })
      })
      return found.ReservedConcurrentExecutions
    },

    package: (target, code) => lookAtPackage(aws, target, code),
  }
}

/** A function's newest configuration. Its environment may hold secrets, and is not read. */
export const describeFunction = (aws: AwsClients, target: FunctionTarget): Promise<FunctionConfiguration> =>
  once(aboutFunction('GetFunctionConfiguration', target), async abortSignal => {
    const lambda = await aws.reading.lambda(target)
    return lambda.getFunctionConfiguration({ FunctionName: target.function }, { abortSignal })
  })

/** An update that Lambda only checks: whether the package can be had, and what is in it. */
async function lookAtPackage(aws: AwsClients, target: FunctionTarget, code: Package) {
  try {
    const [checked, now] = await Promise.all([
      once(aboutFunction('UpdateFunctionCode', target), async abortSignal => {
        const lambda = await aws.lambda(target)
        return lambda.updateFunctionCode(
          { FunctionName: target.function, ...codeOf(code), DryRun: true },
          { abortSignal },
        )
      }),
      describeFunction(aws, target),
    ])
    // Where it tells the same, it may have told of the code that is there.
    const isTold = checked.CodeSha256 !== undefined && checked.CodeSha256 !== now.CodeSha256
    return { is: 'there' as const, ...(isTold && { sha: checked.CodeSha256! }) }
  } catch (error) {
    const isGone = error instanceof OutsideError && error.fault.code === 'InvalidParameterValueException'
    if (isGone) return { is: 'gone' as const, why: error.message }
    throw error
  }
}

const stateOf = (found: FunctionConfiguration): FunctionState => ({
  sha: found.CodeSha256 ?? '',
  memory: found.MemorySize ?? 0,
  timeoutMs: (found.Timeout ?? 0) * 1000,
  state: found.State ?? 'Active',
  update: found.LastUpdateStatus ?? 'Successful',
  ...(found.Runtime && { runtime: found.Runtime }),
  ...(found.StateReason && { stateReason: found.StateReason }),
  ...(found.LastUpdateStatusReason && { updateReason: found.LastUpdateStatusReason }),
  ...at('changedAt', found.LastModified),
})

const publishedOf = (found: FunctionConfiguration): Published => ({
  version: Number(found.Version),
  description: found.Description ?? '',
  sha: found.CodeSha256 ?? '',
  memory: found.MemorySize ?? 0,
  ...at('publishedAt', found.LastModified),
})

export function routingOf({ FunctionVersion = '', RoutingConfig }: AliasConfiguration): Routing {
  const [also] = Object.entries(RoutingConfig?.AdditionalVersionWeights ?? {})
  return { version: FunctionVersion, ...(also && { also: { version: also[0], weight: also[1] } }) }
}

/** Lambda writes times as text: 2026-11-08T10:00:00.000+0000. */
function at<K extends string>(name: K, text: string | undefined): { [name in K]?: number } {
  const time = Date.parse(text?.replace(/\+0000$/, 'Z') ?? '')
  return (Number.isNaN(time) ? {} : { [name]: time }) as { [name in K]?: number }
}
