import type { Plan } from '../domain/run/plan.ts'
import { resourceOf } from '../domain/run/resource.ts'
import type { Workflows } from '../ports/workflows.ts'
import { checkHealth } from './check-health.ts'
import { dispatch } from './dispatch.ts'
import type { Where } from './operation.ts'
import type { DeployInput } from './platform.ts'
import { versionOf } from './revisions.ts'

/** A deploy by a workflow of GitHub Actions, which is followed until it ends. */
export async function planGithub(
  workflows: Workflows | undefined,
  input: DeployInput,
  where: Where,
): Promise<Plan> {
  const { system, environment, service } = where
  const { ref, inputs, ...github } = service!.settings.deploy!.github!
  const asked = { ...github, ref: input.branch ?? ref }
  const found = await dispatch(workflows, asked, filledIn(inputs, input), 'deploy.github')
  const { call, from, commit, last, now } = found
  return {
    title: `deploy ${service!.name}, ${environment}`,
    shifts: [
      {
        ...(last && { from: `${last.sha.slice(0, 7)} ${last.title}` }),
        to:
          input.version === undefined
            ? [from, commit].filter(part => part !== undefined).join(' ')
            : `${versionOf(input.version)}, by the workflow of ${from}`,
      },
    ],
    now,
    warnings: input.force ? ['Forced: the workflow skips its own checks.'] : [],
    calls: [call, ...checkHealth(where)],
    resources: [resourceOf(system, environment, service!.name)],
  }
}

/** The workflow's inputs as the system file has them; one whose blank has nothing to stand in it is left out. */
function filledIn(inputs: Record<string, string>, given: DeployInput): Record<string, string> {
  const blanks: Record<string, string | undefined> = {
    '{version}': given.version,
    '{branch}': given.branch,
    '{force}': given.force === undefined ? undefined : String(given.force),
    '{confirm}': given.confirm,
  }
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([name, pattern]) => {
      const missing = Object.entries(blanks).some(
        ([blank, value]) => pattern.includes(blank) && value === undefined,
      )
      if (missing) return []
      const value = Object.entries(blanks).reduce(
        (text, [blank, one]) => text.replaceAll(blank, one ?? ''),
        pattern,
      )
      return [[name, value]]
    }),
  )
}
