import { UserError } from '../../domain/errors.ts'
import type { Call, Plan } from '../../domain/run/plan.ts'
import { callOf, resultOf } from '../../ports/calls/call.ts'
import { publishVersion, updateFunctionCode } from '../../ports/calls/lambda.ts'
import type { Functions, Package, Published } from '../../ports/functions.ts'
import { checkHealth } from '../check-health.ts'
import type { Where } from '../operation.ts'
import type { DeployInput } from '../platform.ts'
import {
  calledNow,
  calledVersion,
  type FoundFunction,
  findFunction,
  labelOf,
  settingsInWords,
  unsettled,
  versionInWords,
} from './function.ts'
import { checkWeight, routingTo, shiftAlias } from './shift-alias.ts'

/** A deploy of a function: its package, a version of that, and the alias led there, at first for a share of its calls. */
export async function planLambda(
  functions: Functions,
  { version, weight }: DeployInput & { version: string },
  where: Where,
  firstStep: number,
): Promise<Plan | 'runs already'> {
  const found = await findFunction(functions, where)
  checkWeight(found, weight)
  const { target, state, versions, alias, named, resource } = found
  const code = packageOf(where, version)
  const built = await functions.package(target, code)
  if (built.is === 'gone')
    throw new UserError(`There is no package ${addressOf(code)}: has ${version} been built? ${built.why}`)
  const kept = versions.find(one => labelOf(one) === version && (built.sha ?? one.sha) === one.sha)
  if (kept && isCalled(found, kept, weight)) return 'runs already'
  const isThere = alias !== undefined && kept !== undefined
  const made = isThere ? [] : newVersion(found, code, built.sha, version, firstStep)
  const to = isThere ? `${kept.version}` : resultOf(firstStep + 1, 'version')
  const words = isThere ? `version ${versionInWords(kept.version, versions)}` : 'that version'
  return {
    title: `deploy ${named}`,
    shifts: [
      {
        from: calledNow(found),
        to: weight === undefined ? version : `${version} for ${weight} % of its calls`,
      },
    ],
    now: [settingsInWords(state), ...(isThere ? [`${version} is there as version ${kept.version}`] : [])],
    warnings: [...unsettled(found), ...(isThere ? [] : besides(found))],
    calls: [
      ...made,
      ...(alias ? [shiftAlias(found, routingTo(found, to, weight), words)] : []),
      ...checkHealth(where),
    ],
    resources: [resource],
  }
}

/** The newest code replaced, and kept under a number of its own. */
const newVersion = (
  { target, state }: FoundFunction,
  code: Package,
  sha: string | undefined,
  version: string,
  firstStep: number,
): Call[] => [
  callOf(updateFunctionCode, {
    on: target.function,
    sets: `the package ${addressOf(code)}`,
    params: { ...target, from: state.sha, code, ...(sha !== undefined && { sha }) },
  }),
  callOf(publishVersion, {
    on: target.function,
    sets: `a version of it, ${version}`,
    params: { ...target, sha: resultOf(firstStep, 'sha'), description: version },
  }),
]

function isCalled({ alias, state }: FoundFunction, kept: Published, weight: number | undefined): boolean {
  if (!alias) return state.sha === kept.sha
  const { version, also } = alias.routing
  return version === `${kept.version}` && (also === undefined || weight !== undefined)
}

/** A new version takes the newest settings with it, whoever has changed them since the last one. */
function besides(found: FoundFunction): string[] {
  const memory = calledVersion(found)?.memory ?? found.state.memory
  return memory === found.state.memory
    ? []
    : [`Its memory becomes ${found.state.memory} MB with it: ${memory} MB is what is called now.`]
}

/** The package of a version, as the system file says where it lies. */
function packageOf({ service }: Where, version: string): Package {
  const how = service!.settings.deploy?.lambda
  if (!how)
    throw new UserError(
      `The system file does not say where the packages of ${service!.name} lie: it would name them as \`deploy.lambda\`.`,
    )
  const filled = (pattern: string) => pattern.replaceAll('{version}', version)
  return 'image' in how ? { image: filled(how.image) } : { bucket: how.bucket, key: filled(how.key) }
}

const addressOf = (code: Package): string =>
  'image' in code ? code.image : `s3://${code.bucket}/${code.key}`
