import { UserError } from '../domain/errors.ts'
import type { Plan } from '../domain/run/plan.ts'
import { resourceOf } from '../domain/run/resource.ts'
import { callOf } from '../ports/calls/call.ts'
import { dispatchWorkflow } from '../ports/calls/github.ts'
import type { Workflows } from '../ports/workflows.ts'
import { checkHealth } from './check-health.ts'
import type { Where } from './operation.ts'
import type { DeployInput } from './platform.ts'
import { versionOf } from './revisions.ts'

/** A deploy by a workflow of GitHub Actions, which is followed until it ends. */
export async function planGithub(workflows: Workflows, input: DeployInput, where: Where): Promise<Plan> {
  const { system, environment, service } = where
  const { repo, workflow, ref: usual, inputs } = service!.settings.deploy!.github!
  const ref = input.branch ?? usual
  const named = `${service!.name}, ${environment}`
  const [known, sha] = await Promise.all([workflows.workflow(repo, workflow), workflows.sha(repo, ref)])
  if (!known)
    throw new UserError(`${repo} has no workflow ${workflow}: correct deploy.github in the system file.`)
  if (!known.active)
    throw new UserError(`The workflow ${known.name} of ${repo} is disabled: enable it on GitHub first.`)
  if (!sha) throw new UserError(`${repo} has no branch or tag ${ref}.`)
  const [last] = (await workflows.runs(repo, workflow, 5)).filter(
    ({ conclusion }) => conclusion === 'success',
  )
  const commit = await workflows.commit(repo, sha)
  const filled = filledIn(inputs, input)
  const from = `${ref} at ${sha.slice(0, 7)}`
  return {
    title: `deploy ${named}`,
    shifts: [
      {
        ...(last && { from: `${last.sha.slice(0, 7)} ${last.title}` }),
        to:
          input.version === undefined
            ? `${from}${commit ? ` ${commit.title}` : ''}`
            : `${versionOf(input.version)}, by the workflow of ${from}`,
      },
    ],
    now: last && last.status !== 'completed' ? ['a run of the workflow is under way'] : [],
    warnings: input.force ? ['Forced: the workflow skips its own checks.'] : [],
    calls: [
      callOf(dispatchWorkflow, {
        on: `${repo} ${known.name}`,
        sets: [`ref ${ref}`, ...Object.entries(filled).map(([name, value]) => `${name} ${value}`)].join(', '),
        params: { repo, workflow, ref, sha, inputs: filled },
      }),
      ...checkHealth(where),
    ],
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
