import { isStalled, podsOf } from './rollout.ts'
import {
  isBroken,
  type SimulatedDeployment,
  type SimulatedEvent,
  type SimulatedSet,
  type Trouble,
} from './world.ts'

export const iso = (at: number): string => new Date(at).toISOString()
const uidOf = (name: string): string => `uid-${name}`
const hashOf = ({ name }: SimulatedSet): string => name.slice(name.lastIndexOf('-') + 1)

/** A deployment as its API server writes it. */
export function deploymentObject(deployment: SimulatedDeployment, now: number) {
  const { namespace, name, replicas, generation, isObserved, annotations, template } = deployment
  const { fresh, old, waiting } = podsOf(deployment, now)
  const stalled = isStalled(deployment, now)
  const set = deployment.sets.at(-1)?.name ?? name
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { namespace, name, uid: uidOf(name), generation, annotations },
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

export function podObjects(deployment: SimulatedDeployment, now: number) {
  const { fresh, old, waiting } = podsOf(deployment, now)
  const current = deployment.sets.at(-1)
  const before = deployment.sets.at(-2)
  const of = (set: SimulatedSet | undefined, count: number, isReady: boolean, from = 0) =>
    set === undefined
      ? []
      : Array.from({ length: count }, (_, i) => podObject(deployment, set, from + i, isReady, now))
  return [...of(current, fresh, true), ...of(current, waiting, false, fresh), ...of(before, old, true)]
}

/** Five letters, as Kubernetes ends a pod's name. */
const suffix = (index: number): string => `x${(7_000 + index * 37).toString(36)}q`.slice(0, 5).padEnd(5, 'z')

function podObject(
  deployment: SimulatedDeployment,
  set: SimulatedSet,
  index: number,
  isReady: boolean,
  now: number,
) {
  const name = `${set.name}-${suffix(index)}`
  const startedAt = Math.max(set.createdAt, deployment.rolloutAt ?? set.createdAt)
  const trouble = troubleOf(deployment, set, index, isReady, now)
  return {
    metadata: {
      namespace: deployment.namespace,
      name,
      creationTimestamp: iso(startedAt),
      labels: { app: deployment.name, 'pod-template-hash': hashOf(set) },
      ownerReferences: [{ kind: 'ReplicaSet', name: set.name, uid: uidOf(set.name) }],
    },
    spec: { nodeName: `node-${(index % 3) + 1}`, ...set.template.spec },
    status: {
      phase: trouble?.waiting || !isReady ? 'Pending' : 'Running',
      startTime: iso(startedAt),
      conditions: [{ type: 'PodScheduled', status: 'True' }],
      containerStatuses: set.template.spec.containers.map(({ name }) => ({
        name,
        ready: isReady && trouble?.waiting === undefined,
        restartCount: trouble?.restarts ?? 0,
        state: trouble?.waiting
          ? { waiting: trouble.waiting }
          : isReady
            ? { running: { startedAt: iso(startedAt) } }
            : { waiting: { reason: 'ContainerCreating' } },
        lastState: trouble?.last
          ? { terminated: { ...trouble.last, finishedAt: iso(trouble.last.finishedAt) } }
          : {},
      })),
    },
  }
}

function troubleOf(
  deployment: SimulatedDeployment,
  set: SimulatedSet,
  index: number,
  isReady: boolean,
  now: number,
): Trouble | undefined {
  if (isReady) return deployment.troubles[index]
  if (!isBroken(set.template)) return undefined
  const image = set.template.spec.containers[0]!.image
  if (image.includes('missing'))
    return {
      waiting: { reason: 'ImagePullBackOff', message: `Back-off pulling image "${image}"` },
    }
  return {
    waiting: { reason: 'CrashLoopBackOff', message: 'back-off 40s restarting failed container' },
    restarts: 3,
    last: { reason: 'Error', exitCode: 1, finishedAt: now - 20_000 },
  }
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
