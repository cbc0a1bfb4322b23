import { isStalled, podsOf } from './rollout.ts'
import type { SimulatedDeployment, SimulatedEvent, SimulatedSet } from './world.ts'

export const iso = (at: number): string => new Date(at).toISOString()
export const uidOf = (name: string): string => `uid-${name}`
/** What ends a replica set's name is in its pods' names and labels too. */
export const hashOf = ({ name }: SimulatedSet): string => name.slice(name.lastIndexOf('-') + 1)

/** A deployment as its API server writes it. */
export function deploymentObject(deployment: SimulatedDeployment, now: number) {
  const { namespace, name, replicas, generation, isObserved, annotations, template } = deployment
  const { fresh, old, waiting } = podsOf(deployment, now)
  const stalled = isStalled(deployment, now)
  const set = deployment.sets.at(-1)?.name ?? name
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { namespace, name, uid: uidOf(name), generation, labels: { app: name }, annotations },
    spec: {
      replicas,
      ...(deployment.isPaused && { paused: true }),
      selector: { matchLabels: { app: name } },
      template,
    },
    status: {
      observedGeneration: isObserved ? generation : generation - 1,
      replicas: fresh + old + waiting,
      updatedReplicas: fresh + waiting,
      readyReplicas: fresh + old,
      availableReplicas: fresh + old,
      conditions: [
        stalled
          ? {
              type: 'Progressing',
              status: 'False',
              reason: 'ProgressDeadlineExceeded',
              message: `ReplicaSet "${set}" has timed out progressing.`,
            }
          : {
              type: 'Progressing',
              status: 'True',
              reason: deployment.rolloutAt === undefined ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated',
              message: `ReplicaSet "${set}" is progressing.`,
            },
      ],
    },
  }
}

export function setObjects(deployment: SimulatedDeployment, now: number) {
  const { fresh, old } = podsOf(deployment, now)
  return deployment.sets.map((set, i) => {
    const isCurrent = i === deployment.sets.length - 1
    const serves = isCurrent ? fresh : i === deployment.sets.length - 2 ? old : 0
    const { metadata, spec } = set.template
    return {
      metadata: {
        namespace: deployment.namespace,
        name: set.name,
        uid: uidOf(set.name),
        creationTimestamp: iso(set.createdAt),
        annotations: { ...set.annotations, 'deployment.kubernetes.io/revision': `${set.revision}` },
        labels: { app: deployment.name },
        ownerReferences: [{ kind: 'Deployment', name: deployment.name, uid: uidOf(deployment.name) }],
      },
      spec: {
        replicas: isCurrent ? deployment.replicas : serves,
        template: {
          metadata: { ...metadata, labels: { ...metadata.labels, 'pod-template-hash': hashOf(set) } },
          spec,
        },
      },
      status: { availableReplicas: serves, replicas: serves },
    }
  })
}

export const eventObject = ({ kind, name, reason, message, type, at }: SimulatedEvent) => ({
  metadata: { name: `${name}.${at}`, creationTimestamp: iso(at) },
  involvedObject: { kind, name },
  reason,
  message,
  type,
  count: 1,
  lastTimestamp: iso(at),
})
