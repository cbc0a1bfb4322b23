import { z } from 'zod'
import { UserError } from '../domain/errors.ts'
import type { Plan } from '../domain/run/plan.ts'
import { createTag } from '../ports/calls/github.ts'
import type { Workflows } from '../ports/workflows.ts'
import { planGithub } from './deploy-github.ts'
import { planTag, taggedWith } from './deploy-tag.ts'
import type { Operation, Where } from './operation.ts'
import { type DeployInput, type Platform, platformOf } from './platform.ts'
import { choosing, wholeVersion } from './version-typed.ts'
import type { Versions } from './versions.ts'

const input = z.object({
  version: z.string().min(1).max(200).optional(),
  branch: z.string().min(1).max(200).optional(),
  force: z.boolean().optional(),
  confirm: z.string().optional(),
  weight: z.int().min(1).max(100).optional(),
})

/** Brings a version of a service, or of all that can be deployed, into an environment: as its system file says how. */
export function deploy(
  platforms: Platform[],
  workflows: Workflows | undefined,
  versions: Versions,
): Operation<DeployInput> {
  async function planOne(
    wanted: DeployInput,
    where: Where,
    firstStep: number,
  ): Promise<Plan | 'runs already'> {
    const { name, settings } = where.service!
    const how = settings.deploy
    if (!how) throw notDeployed(where)
    const version = await wholeVersion(versions, wanted.version, where)
    if (how.github) return planGithub(workflows, { ...wanted, version }, where)
    if (wanted.weight !== undefined && !settings.lambda)
      throw new UserError(
        `Only a function of AWS Lambda can take a share of the calls at first: leave out --weight.`,
      )
    if (version === undefined) throw new UserError(`Which version of ${name}?`, choosing(where))
    if (how.tag) {
      const plan = await planTag(workflows, { ...wanted, version }, where)
      if (plan !== 'tagged already') return plan
      if (!how.ecs)
        throw new UserError(
          `${version} is a tag already, and a tag is not moved: choose the next one.`,
          choosing(where),
        )
    }
    return platformOf(platforms, where).deploy({ ...wanted, version }, where, firstStep)
  }

  return {
    name: 'deploy',
    risk: 'change',
    input,
    async plan(wanted, where) {
      const parts: Part[] = []
      const tagged = new Set<string>()
      for (const service of where.service ? [where.service] : deployable(where)) {
        if (tagged.has(service.name)) continue
        const steps = parts.reduce((sum, { plan }) => sum + plan.calls.length, 0)
        const plan = await planOne(wanted, { ...where, service }, steps)
        if (plan === 'runs already') continue
        parts.push({ name: service.name, plan: watched(plan, service) })
        if (plan.calls.some(({ action }) => action === createTag.action))
          for (const { name } of taggedWith({ ...where, service })) tagged.add(name)
      }
      const [first] = parts
      if (!first) throw runsAlready(wanted, where)
      return where.service ? first.plan : together(parts, where)
    },
  }
}

/** With its log followed for as long as its system file says, once it is deployed. */
function watched(plan: Plan, { name, settings }: NonNullable<Where['service']>): Plan {
  const ms = settings.deploy?.watch
  return ms === undefined ? plan : { ...plan, watch: [{ service: name, ms }] }
}

interface Part {
  name: string
  plan: Plan
}

const runsAlready = ({ version = '' }: DeployInput, { service, environment }: Where): UserError =>
  service
    ? new UserError(
        `${service.name}, ${environment} runs ${version} already. To start it anew: restart ${service.name}`,
      )
    : new UserError(`Everything in ${environment} runs ${version} already.`)

function deployable({ system, environment, settings }: Where): NonNullable<Where['service']>[] {
  const found = Object.entries(settings.services).filter(([, { deploy }]) => deploy)
  if (found.length === 0)
    throw new UserError(`Nothing of ${system.title} ${environment} has a \`deploy\` in its system file.`)
  return found.map(([name, one]) => ({ name, settings: one }))
}

/** The services one after the other: what fails stops those after it. */
const together = (parts: Part[], { system, environment }: Where): Plan => ({
  title: `deploy all of ${system.title}, ${environment}`,
  shifts: parts.flatMap(({ name, plan }) =>
    plan.shifts.map(({ from, to }) => ({ from: `${name}  ${from ?? 'nothing'}`, to })),
  ),
  now: [],
  warnings: [...new Set(parts.flatMap(({ plan }) => plan.warnings))],
  calls: parts.flatMap(({ plan }) => plan.calls),
  resources: parts.flatMap(({ plan }) => plan.resources),
  watch: parts.flatMap(({ plan }) => plan.watch ?? []),
})

function notDeployed({ system, environment, service }: Where): UserError {
  const name = service!.name
  const elsewhere = Object.entries(system.environments).filter(([, { services }]) => services[name]?.deploy)
  return new UserError(
    `${name} has no \`deploy\` in ${system.title} ${environment}: its system file does not say how.`,
    ...elsewhere.map(([other]) => ({
      label: `Deploy to ${other}`,
      command: `deploy --system ${system.system} --environment ${other} --service ${name}`,
    })),
  )
}
