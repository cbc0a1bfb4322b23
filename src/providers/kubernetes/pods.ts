import { encoded } from '../../domain/encoded.ts'
import type { DeploymentTarget, PodState } from '../../ports/workloads.ts'
import type { Kubernetes } from './api.ts'
import { aboutOf, selectorOf } from './deployments.ts'
import { rules } from './rule.ts'
import { type Deployment, listOf, Pod } from './wire.ts'

export const podsPath = ({ namespace }: Pick<DeploymentTarget, 'namespace'>, name?: string): string =>
  `/api/v1/namespaces/${encoded(namespace)}/pods${name === undefined ? '' : `/${encoded(name)}`}`

/** The pods of a deployment, the newest first. */
export async function readPods(
  kubernetes: Kubernetes,
  target: DeploymentTarget,
  deployment: Deployment,
): Promise<Pod[]> {
  const found = await kubernetes.ask({
    place: target,
    path: `${podsPath(target)}?labelSelector=${selectorOf(deployment)}`,
    answer: listOf(Pod),
    about: `pods of ${aboutOf(target)}`,
    rule: rules.listPods,
  })
  return (found?.items ?? []).sort((a, b) => begun(b) - begun(a))
}

const begun = ({ metadata }: Pod): number => metadata.creationTimestamp ?? 0

/** A pod as `kubectl get pods` tells of it, by the container that matters. */
export function podOf({ metadata, spec, status }: Pod, container: string): PodState {
  const own = status.containerStatuses.find(({ name }) => name === container) ?? status.containerStatuses[0]
  const { waiting, terminated } = own?.state ?? {}
  const unscheduled = status.conditions.find(
    ({ type, status }) => type === 'PodScheduled' && status === 'False',
  )
  const last = own?.lastState.terminated ?? terminated
  const isEnding = metadata.deletionTimestamp !== undefined
  const why = waiting?.message ?? terminated?.message ?? unscheduled?.message ?? status.message
  const image = spec.containers.find(({ name }) => name === container)?.image
  const replicaSet = metadata.ownerReferences.find(({ kind }) => kind === 'ReplicaSet')?.name
  return {
    name: metadata.name,
    status: isEnding
      ? 'Terminating'
      : waiting?.reason || terminated?.reason || status.reason || unscheduled?.reason || status.phase,
    isReady: (own?.ready ?? false) && !isEnding,
    restarts: own?.restartCount ?? 0,
    ...(replicaSet !== undefined && { replicaSet }),
    ...(status.startTime !== undefined && { startedAt: status.startTime }),
    ...(spec.nodeName !== undefined && { node: spec.nodeName }),
    ...(image !== undefined && { image }),
    ...(why !== undefined && why !== '' && { why }),
    ...(last && {
      last: {
        reason: last.reason,
        exit: last.exitCode,
        ...(last.finishedAt !== undefined && { at: last.finishedAt }),
      },
    }),
  }
}
