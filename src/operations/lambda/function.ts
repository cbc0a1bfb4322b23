import { UserError } from '../../domain/errors.ts'
import { resourceOf } from '../../domain/run/resource.ts'
import { withoutMark } from '../../ports/calls/call.ts'
import type { FunctionState, Functions, FunctionTarget, Published, Routing } from '../../ports/functions.ts'
import { accountOf } from '../account.ts'
import type { Where } from '../operation.ts'
import { serviceOf } from '../service-of.ts'

/** A function as a plan finds it. */
export interface FoundFunction {
  target: FunctionTarget
  state: FunctionState
  /** Newest first. */
  versions: Published[]
  /** What is called, where the system file names an alias. */
  alias?: { name: string; routing: Routing }
  /** "weather-monitor, production" */
  named: string
  resource: string
}

/** The function that a plan is about; a `UserError` where there is none. */
export async function findFunction(functions: Functions, where: Where): Promise<FoundFunction> {
  const { system, environment, settings } = where
  const service = serviceOf(where)
  const { lambda } = service.settings
  if (!lambda)
    throw new UserError(
      `${system.title} ${environment} says nothing of a function of AWS Lambda for ${service.name}: its system file needs \`lambda: { function }\` there.`,
    )
  const target = { function: lambda.function, ...accountOf(settings) }
  const [state, routing] = await Promise.all([
    functions.state(target),
    lambda.alias === undefined ? undefined : functions.alias(target, lambda.alias),
  ])
  if (!state) throw new UserError(`Lambda has no function ${lambda.function}.`)
  if (lambda.alias !== undefined && !routing)
    throw new UserError(
      `${lambda.function} has no alias ${lambda.alias}: correct \`lambda.alias\` in the system file.`,
    )
  return {
    target,
    state,
    versions: await functions.versions(target),
    ...(lambda.alias !== undefined && routing && { alias: { name: lambda.alias, routing } }),
    named: `${service.name}, ${environment}`,
    resource: resourceOf(system, environment, service.name),
  }
}

/** What a version was made of, as its description begins; empty where that says nothing. */
export const labelOf = ({ description }: Published): string => withoutMark(description)

/** "8  1.5.0" */
export function versionInWords(version: string | number, known: Published[]): string {
  const found = known.find(one => `${one.version}` === `${version}`)
  return [version, ...(found && labelOf(found) !== '' ? [labelOf(found).slice(0, 60)] : [])].join('  ')
}

/** "7  1.4.2", or "7  1.4.2, and 10 % to 8  1.5.0" */
export function calledNow(found: FoundFunction): string {
  const { alias, versions } = found
  if (!alias) {
    const called = calledVersion(found)
    return called ? versionInWords(called.version, versions) : 'code that was kept as no version'
  }
  const { version, also } = alias.routing
  const main = versionInWords(version, versions)
  return also ? `${main}, and ${percent(also.weight)} to ${versionInWords(also.version, versions)}` : main
}

export const percent = (weight: number): string => `${Math.round(weight * 100)} %`

/** What is called now: the version behind the alias, or the one that the newest code was kept as. */
export const calledVersion = ({ alias, state, versions }: FoundFunction): Published | undefined =>
  alias
    ? versions.find(({ version }) => `${version}` === alias.routing.version)
    : versions.find(({ sha }) => sha === state.sha)

/** "512 MB, 30 s at most" */
export const settingsInWords = ({ memory, timeoutMs }: FunctionState): string =>
  `${memory} MB, ${timeoutMs / 1000} s at most`

/** What makes a change to a function risky just now. */
export const unsettled = ({ state }: FoundFunction): string[] => [
  ...(state.update === 'InProgress' ? ['It is being updated just now: wait until that is over.'] : []),
  ...(state.state === 'Failed'
    ? [`Lambda says that it failed: ${state.stateReason ?? 'without a reason'}.`]
    : []),
]
