import { z } from 'zod'
import { UserError } from '../domain/errors.ts'
import type { Plan } from '../domain/run/plan.ts'
import type { Clusters } from '../ports/clusters.ts'
import type { Workflows } from '../ports/workflows.ts'
import { planEcs } from './deploy-ecs.ts'
import { planGithub } from './deploy-github.ts'
import type { Operation, Where } from './operation.ts'

const input = z.object({
  version: z.string().min(1).max(200).optional(),
  branch: z.string().min(1).max(200).optional(),
  force: z.boolean().optional(),
  confirm: z.string().optional(),
})
type Input = z.infer<typeof input>

/** Brings a version of a service, or of all that can be deployed, into an environment: as its system file says how. */
export function deploy(clusters: Clusters, workflows: Workflows | undefined): Operation<Input> {
  async function planOne(wanted: Input, where: Where, firstStep: number): Promise<Plan> {
    const { name, settings } = where.service!
    const how = settings.deploy
    if (!how) throw new UserError(`${name} has no \`deploy\` in its system file.`)
    checkVersion(wanted.version, how.version, name)
    if (how.ecs) {
      if (wanted.version === undefined)
        throw new UserError(`Which version of ${name}? As in: deploy ${name} 9f8e7d6`)
      return planEcs(clusters, wanted.version, where, firstStep)
    }
    if (!workflows) throw new UserError('Belay cannot start a workflow: it has no GITHUB_TOKEN.')
    return planGithub(workflows, wanted, where)
  }

  return {
    name: 'deploy',
    risk: 'change',
    input,
    async plan(wanted, where) {
      if (where.service) return planOne(wanted, where, 0)
      const plans: Plan[] = []
      for (const service of deployable(where)) {
        const steps = plans.reduce((sum, { calls }) => sum + calls.length, 0)
        plans.push(await planOne(wanted, { ...where, service }, steps))
      }
      return together(plans, where)
    },
  }
}

function deployable({ system, environment, settings }: Where): NonNullable<Where['service']>[] {
  const found = Object.entries(settings.services).filter(([, { deploy }]) => deploy)
  if (found.length === 0)
    throw new UserError(`Nothing of ${system.title} ${environment} has a \`deploy\` in its system file.`)
  return found.map(([name, one]) => ({ name, settings: one }))
}

/** The services one after the other: what fails stops those after it. */
function together(plans: Plan[], { system, environment, settings }: Where): Plan {
  const names = Object.keys(settings.services)
  return {
    title: `deploy all of ${system.title}, ${environment}`,
    shifts: plans.flatMap(({ shifts, title }) => {
      const name = names.find(one => title.includes(`${one},`)) ?? title
      return shifts.map(({ from, to }) => ({ ...(from !== undefined && { from: `${name}  ${from}` }), to }))
    }),
    now: [],
    warnings: [...new Set(plans.flatMap(({ warnings }) => warnings))],
    calls: plans.flatMap(({ calls }) => calls),
    resources: plans.flatMap(({ resources }) => resources),
  }
}

function checkVersion(version: string | undefined, pattern: string | undefined, name: string): void {
  if (version === undefined || pattern === undefined || new RegExp(pattern).test(version)) return
  const whole =
    pattern === '^[0-9a-f]{40}$' ? 'all 40 characters of a commit SHA' : `something like ${pattern}`
  throw new UserError(`"${version.slice(0, 60)}" is no version of ${name}: it takes ${whole}.`)
}
