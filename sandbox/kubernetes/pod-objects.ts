import { hashOf, iso, uidOf } from './objects.ts'
import { podsOf } from './rollout.ts'
import { isBroken, type SimulatedDeployment, type SimulatedSet, type Trouble } from './world.ts'

/** The pods of a deployment as its API server writes them. */
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
