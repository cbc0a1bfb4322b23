import { UserError } from '../domain/errors.ts'
import type { Plan } from '../domain/run/plan.ts'
import { resourceOf } from '../domain/run/resource.ts'
import { callOf } from '../ports/calls/call.ts'
import { createTag } from '../ports/calls/github.ts'
import type { Workflows } from '../ports/workflows.ts'
import { checkHealth } from './check-health.ts'
import type { Where } from './operation.ts'
import type { DeployInput } from './platform.ts'

/** The services of an environment that one tag deploys: all that name the same repository and workflow. */
export function taggedWith({ settings, service }: Where): NonNullable<Where['service']>[] {
  const own = service?.settings.deploy?.tag
  return Object.entries(settings.services)
    .filter(([, { deploy }]) => own && deploy?.tag?.repo === own.repo && deploy.tag.workflow === own.workflow)
    .map(([name, one]) => ({ name, settings: one }))
}

/** A deploy by a tag, which starts a workflow that is followed until it ends; `tagged already` where the tag is there. */
export async function planTag(
  workflows: Workflows | undefined,
  { version, branch }: DeployInput & { version: string },
  where: Where,
): Promise<Plan | 'tagged already'> {
  const { system, environment, service } = where
  const { repo, workflow, ref: usual } = service!.settings.deploy!.tag!
  const ref = branch ?? usual
  if (!workflows) throw new UserError('Belay cannot make a tag: it has no GITHUB_TOKEN.')
  const [known, sha, there, tags] = await Promise.all([
    workflows.workflow(repo, workflow),
    workflows.sha(repo, ref),
    workflows.tag(repo, version),
    workflows.tags(repo),
  ])
  if (!known)
    throw new UserError(`${repo} has no workflow ${workflow}: correct deploy.tag in the system file.`)
  if (!known.active)
    throw new UserError(`The workflow ${known.name} of ${repo} is disabled: enable it on GitHub first.`)
  if (there !== undefined) return 'tagged already'
  if (!sha) throw new UserError(`${repo} has no branch ${ref}.`)
  const [commit, runs] = await Promise.all([workflows.commit(repo, sha), workflows.runs(repo, workflow, 5)])
  const all = taggedWith(where)
  const others = all.filter(({ name }) => name !== service!.name).map(({ name }) => name)
  const [last] = tags
  return {
    title: `deploy ${[service!.name, ...others].join(' and ')}, ${environment}`,
    shifts: [
      {
        ...(last !== undefined && { from: last }),
        to: [version, 'at', sha.slice(0, 7), commit?.title].filter(Boolean).join(' '),
      },
    ],
    now: runs.some(({ status }) => status !== 'completed') ? ['a run of the workflow is under way'] : [],
    warnings: others.length > 0 ? [`The tag deploys ${others.join(' and ')} as well.`] : [],
    calls: [
      callOf(createTag, {
        on: repo,
        sets: `${version} at ${sha.slice(0, 7)}, the head of ${ref}, which starts ${known.name}`,
        params: { repo, tag: version, sha, workflow },
      }),
      ...all.flatMap(one => checkHealth({ ...where, service: one })),
    ],
    resources: [`github:${repo}:tags`, ...all.map(({ name }) => resourceOf(system, environment, name))],
  }
}
