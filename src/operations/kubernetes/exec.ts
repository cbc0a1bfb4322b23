import { UserError } from '../../domain/errors.ts'
import { callOf } from '../../ports/calls/call.ts'
import { createJob } from '../../ports/calls/kubernetes.ts'
import type { Workloads } from '../../ports/workloads.ts'
import type { Where } from '../operation.ts'
import type { ToExec } from '../platform.ts'
import { versionOf } from '../revisions.ts'
import { counts } from '../running.ts'
import { findDeployment } from './find.ts'

/** On Kubernetes: a Job made of the deployment's template, with the image that it runs. */
export async function execInKubernetes(workloads: Workloads, { task, name, command }: ToExec, where: Where) {
  const { target, state, resource } = await findDeployment(workloads, where)
  const { image } = state
  if (image === undefined || (task.container ?? target.container) !== target.container)
    throw new UserError(
      `${name} is to run in the container ${task.container ?? target.container}, and ${target.deployment} has ${state.containers.join(', ')}: correct it in the system file.`,
    )
  if (command.length === 0)
    throw new UserError(`${name} has no command: in Kubernetes it needs one in the system file.`)
  return {
    now: [counts(state)],
    calls: [
      callOf(createJob, {
        on: target.deployment,
        sets: `a job of its own, ${command[0]} in ${target.container} of ${versionOf(image)}`,
        params: { ...target, image, command },
      }),
    ],
    resources: [resource],
  }
}
