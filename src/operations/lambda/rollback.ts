import { UserError } from '../../domain/errors.ts'
import type { Plan } from '../../domain/run/plan.ts'
import type { Functions, Published } from '../../ports/functions.ts'
import { checkHealth } from '../check-health.ts'
import { lineAt } from '../line-at.ts'
import type { Where } from '../operation.ts'
import { planLambda } from './deploy.ts'
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
import { shiftAlias } from './shift-alias.ts'

/**
 * Has a function's alias lead to an earlier version: a share that goes to a newer one is taken back first. Without an
 * alias the package that the version was made of is deployed again.
 */
export async function rollbackLambda(
  functions: Functions,
  wanted: number | undefined,
  where: Where,
): Promise<Plan> {
  const found = await findFunction(functions, where)
  const { alias, state, versions, named, resource } = found
  const to = earlier(found, wanted)
  if (!alias) return packageAgain(functions, found, to, where)
  const version = `${to.version}`
  return {
    title: `roll back ${named}`,
    shifts: [{ from: calledNow(found), to: versionInWords(version, versions) }],
    now: [settingsInWords(state), ...besides(found, to)],
    warnings: unsettled(found),
    calls: [
      shiftAlias(found, { version }, `version ${versionInWords(version, versions)}`),
      ...checkHealth(where),
    ],
    resources: [resource],
  }
}

function earlier(found: FoundFunction, wanted: number | undefined): Published {
  const { alias, versions, named } = found
  const now = calledVersion(found)
  if (wanted === undefined) {
    if (alias?.routing.also && now) return now
    const before = versions.find(({ version }) => version < (now?.version ?? Number.POSITIVE_INFINITY))
    if (before) return before
    throw new UserError(`${named} has no earlier version to go back to.`)
  }
  if (wanted === now?.version && !alias?.routing.also) throw new UserError(`${named} runs ${wanted} already.`)
  const there = versions.find(({ version }) => version === wanted)
  if (there) return there
  const others = versions.filter(one => one !== now).map(({ version }) => version)
  throw new UserError(
    `${named} has no version ${wanted} to go back to; there are ${others.slice(0, 20).join(', ') || 'none'}.`,
  )
}

async function packageAgain(
  functions: Functions,
  found: FoundFunction,
  to: Published,
  where: Where,
): Promise<Plan> {
  const label = labelOf(to)
  if (label === '')
    throw new UserError(
      `Version ${to.version} of ${found.named} does not say which package it was made of: deploy the one that is meant.`,
      { label: 'Deploy', command: lineAt('deploy', where) },
    )
  const plan = await planLambda(functions, { version: label }, where, 0)
  if (plan === 'runs already') throw new UserError(`${found.named} runs ${label} already.`)
  return { ...plan, title: `roll back ${found.named}` }
}

/** "besides the code, 7 has 512 MB" */
function besides(found: FoundFunction, to: Published): string[] {
  const now = calledVersion(found)
  return now && now.memory !== to.memory
    ? [`besides the code, ${to.version} has ${to.memory} MB in place of ${now.memory} MB`]
    : []
}
