import { canonical } from '../../domain/canonical.ts'
import { encoded } from '../../domain/encoded.ts'
import { OutsideError } from '../../domain/errors.ts'
import type { Revision } from '../../ports/revision.ts'
import type { DeploymentState, DeploymentTarget } from '../../ports/workloads.ts'
import type { Kubernetes } from './api.ts'
import { rules } from './rule.ts'
import { settingsOf } from './settings.ts'
import { Deployment, listOf, ReplicaSet, type Template } from './wire.ts'

/** What Kubernetes and people write about a deployment. */
export const annotation = {
  revision: 'deployment.kubernetes.io/revision',
  cause: 'kubernetes.io/change-cause',
  /** The run and step that changed it last. */
  run: 'belay/run',
}

const inNamespace = ({ namespace }: DeploymentTarget) => `/apis/apps/v1/namespaces/${encoded(namespace)}`
export const pathOf = (target: DeploymentTarget): string =>
  `${inNamespace(target)}/deployments/${encoded(target.deployment)}`
export const aboutOf = ({ namespace, deployment }: DeploymentTarget): string =>
  `deployment ${deployment} in ${namespace}`

/** The deployment; undefined when its namespace has none of that name. */
export const readDeployment = (kubernetes: Kubernetes, target: DeploymentTarget) =>
  kubernetes.ask({
    place: target,
    path: pathOf(target),
    answer: Deployment,
    about: aboutOf(target),
    rule: rules.readDeployment,
  })

/** What a call is about is not there. */
export const missing = (target: DeploymentTarget, what = `there is no ${aboutOf(target)}`): OutsideError =>
  new OutsideError(what, { service: 'kubernetes', fault: 'refused', effect: 'none', code: '404' })

/** The deployment; an `OutsideError` when its namespace has none of that name. */
export async function knownDeployment(kubernetes: Kubernetes, target: DeploymentTarget): Promise<Deployment> {
  const deployment = await readDeployment(kubernetes, target)
  if (deployment) return deployment
  throw missing(target)
}

/** The labels by which a deployment chooses its pods. */
export const labelsOf = ({ spec }: Deployment): string =>
  Object.entries(spec.selector.matchLabels)
    .map(([name, value]) => `${name}=${value}`)
    .join(',')

/** The same as it stands in an address, or those of them with more labels. */
export const selectorOf = (deployment: Deployment, ...more: string[]): string =>
  encoded([labelsOf(deployment), ...more].join())

const revisionNumber = ({ metadata }: Pick<ReplicaSet, 'metadata'>): number =>
  Number(metadata.annotations[annotation.revision] ?? 0)

/** Its ReplicaSets, the newest revision first. */
export async function readReplicaSets(
  kubernetes: Kubernetes,
  target: DeploymentTarget,
  deployment: Deployment,
): Promise<ReplicaSet[]> {
  const found = await kubernetes.ask({
    place: target,
    path: `${inNamespace(target)}/replicasets?labelSelector=${selectorOf(deployment)}`,
    answer: listOf(ReplicaSet),
    about: aboutOf(target),
    rule: rules.listReplicaSets,
  })
  return (found?.items ?? [])
    .filter(({ metadata }) => metadata.ownerReferences.some(({ uid }) => uid === deployment.metadata.uid))
    .sort((a, b) => revisionNumber(b) - revisionNumber(a))
}

/** The template that a ReplicaSet was made of, without the label that it was given. */
export function templateOf({ spec }: ReplicaSet): Template {
  const { metadata, ...template } = spec.template
  const { 'pod-template-hash': _, ...labels } = metadata?.labels ?? {}
  return { ...template, metadata: { ...metadata, labels } }
}

/** By its template and not by numbers, which Kubernetes gives only later, and again when it goes back. */
export const isSame = (a: Template, b: Template): boolean => canonical(bare(a)) === canonical(bare(b))

/** `creationTimestamp: null` stands in some and not in others. */
function bare({ metadata = {}, ...template }: Template): object {
  const { creationTimestamp: _, labels = {}, annotations = {}, ...rest } = metadata
  return { ...template, metadata: { ...rest, labels, annotations } }
}

/** The ReplicaSet that a deployment is to run, once there is one. */
export const currentOf = ({ spec }: Deployment, all: ReplicaSet[]): ReplicaSet | undefined =>
  all.find(one => isSame(templateOf(one), spec.template))

export function stateOf(deployment: Deployment, all: ReplicaSet[], container: string): DeploymentState {
  const { metadata, spec, status } = deployment
  const current = currentOf(deployment, all)
  const { containers } = spec.template.spec
  const image = containers.find(({ name }) => name === container)?.image
  const progressing = status.conditions.find(({ type }) => type === 'Progressing')
  const isObserved = status.observedGeneration >= metadata.generation
  const isStalled = isObserved && progressing?.reason === 'ProgressDeadlineExceeded'
  const isComplete =
    isObserved &&
    status.updatedReplicas >= spec.replicas &&
    status.replicas <= status.updatedReplicas &&
    status.availableReplicas >= status.updatedReplicas
  return {
    ...(current && { replicaSet: current.metadata.name }),
    revision: Number(metadata.annotations[annotation.revision] ?? 0),
    ...(image !== undefined && { image }),
    containers: containers.map(({ name }) => name),
    desired: spec.replicas,
    updated: isObserved ? status.updatedReplicas : 0,
    updatedAvailable: isObserved
      ? Math.min(current?.status.availableReplicas ?? 0, status.updatedReplicas)
      : 0,
    running: status.availableReplicas,
    rollout: isComplete ? 'complete' : isStalled ? 'stalled' : 'going',
    ...(progressing && isObserved && { said: progressing.message }),
    isPaused: spec.paused,
  }
}

/** What can be gone back to. */
export function revisionOf(replicaSet: ReplicaSet): Revision {
  const { metadata, spec } = replicaSet
  const cause = metadata.annotations[annotation.cause]
  const { creationTimestamp: registeredAt } = metadata
  const run = metadata.annotations[annotation.run]
  return {
    id: metadata.name,
    name: metadata.name,
    revision: revisionNumber(replicaSet),
    images: Object.fromEntries(spec.template.spec.containers.map(({ name, image = '' }) => [name, image])),
    settings: settingsOf(templateOf(replicaSet)),
    ...(registeredAt !== undefined && { registeredAt }),
    ...(cause !== undefined && { by: cause }),
    ...(run !== undefined && { run }),
  }
}
