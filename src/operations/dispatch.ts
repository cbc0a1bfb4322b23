import { UserError } from '../domain/errors.ts'
import type { Call } from '../domain/run/plan.ts'
import { callOf } from '../ports/calls/call.ts'
import { dispatchWorkflow } from '../ports/calls/github.ts'
import type { WorkflowRun, Workflows } from '../ports/workflows.ts'

export interface Dispatch {
  call: Call
  /** "main at eeacb3c" */
  from: string
  /** The first line of that commit. */
  commit?: string
  /** The last run that succeeded. */
  last?: WorkflowRun
  now: string[]
}

/** So many of a workflow's latest runs are looked through. */
export const lookedBack = 5

export const lastSucceeded = (runs: WorkflowRun[]): WorkflowRun | undefined =>
  runs.find(({ conclusion }) => conclusion === 'success')

/** The call that starts a workflow on a branch as it is now; a `UserError` where that cannot be. `setting`: what named it. */
export async function dispatch(
  workflows: Workflows | undefined,
  { repo, workflow, ref }: { repo: string; workflow: string; ref: string },
  inputs: Record<string, string>,
  setting: string,
): Promise<Dispatch> {
  if (!workflows) throw new UserError('Belay cannot start a workflow: it has no GITHUB_TOKEN.')
  const [known, sha] = await Promise.all([workflows.workflow(repo, workflow), workflows.sha(repo, ref)])
  if (!known)
    throw new UserError(`${repo} has no workflow ${workflow}: correct ${setting} in the system file.`)
  if (!known.active)
    throw new UserError(`The workflow ${known.name} of ${repo} is disabled: enable it on GitHub first.`)
  if (!sha)
    throw new UserError(
      `${repo} has no branch or tag ${ref.slice(0, 80)}. Without --branch, the one that ${setting} names. As in: {example}`,
    )
  const runs = await workflows.runs(repo, workflow, lookedBack)
  const commit = await workflows.commit(repo, sha)
  const last = lastSucceeded(runs)
  return {
    call: callOf(dispatchWorkflow, {
      on: `${repo} ${known.name}`,
      sets: [`ref ${ref}`, ...Object.entries(inputs).map(([name, value]) => `${name} ${value}`)].join(', '),
      params: { repo, workflow, ref, sha, inputs },
    }),
    from: `${ref} at ${sha.slice(0, 7)}`,
    ...(commit && { commit: commit.title }),
    ...(last && { last }),
    now: runs.some(({ status }) => status !== 'completed') ? ['a run of the workflow is under way'] : [],
  }
}
