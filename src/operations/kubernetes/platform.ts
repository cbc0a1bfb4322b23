import { counted } from '../../domain/counted.ts'
import { UserError } from '../../domain/errors.ts'
import { callOf } from '../../ports/calls/call.ts'
import { rolloutRestart, rolloutUndo, scaleDeployment, setImage } from '../../ports/calls/kubernetes.ts'
import type { DeploymentState, Workloads } from '../../ports/workloads.ts'
import type { Where } from '../operation.ts'
import type { Platform } from '../platform.ts'
import { remembered, versionOf } from '../revisions.ts'
import type { Running } from '../running.ts'
import { runningPlatform } from '../running-platform.ts'
import { execInKubernetes } from './exec.ts'
import { findDeployment } from './find.ts'

/** Services of Kubernetes, which run the template of a deployment, and keep earlier ones as ReplicaSets. */
export const kubernetesPlatform = (workloads: Workloads, now: () => number): Platform => ({
  ...runningPlatform(
    {
      setting: 'kubernetes: { namespace, deployment, container }',
      has: ({ kubernetes }) => kubernetes !== undefined,
      find: where => runningInKubernetes(workloads, where),
    },
    now,
  ),
  exec: (wanted, where) => execInKubernetes(workloads, wanted, where),
})

async function runningInKubernetes(workloads: Workloads, where: Where): Promise<Running> {
  const { target, state, named, resource } = await findDeployment(workloads, where)
  const { deployment, container } = target
  const { desired, running, replicaSet, revision, image } = state
  if (replicaSet === undefined)
    throw new UserError(
      `Kubernetes has not taken up the last change of ${deployment} yet: try again in a moment.`,
    )
  const on = deployment
  return {
    named,
    resource,
    desired,
    running,
    container,
    platform: 'Kubernetes',
    copies: 'pods',
    current: replicaSet,
    runs: `revision ${revision}`,
    restless: restless(state),

    restart: () => [
      callOf(rolloutRestart, {
        on,
        sets: 'new pods of the same template',
        params: { ...target, from: replicaSet },
      }),
    ],

    scale: (from, to) =>
      callOf(scaleDeployment, { on, sets: counted(to, 'pod'), params: { ...target, from, to } }),

    async scaledBy() {
      const found = await workloads.autoscaler(target)
      return found && { ...found, name: `The autoscaler ${found.name}` }
    },

    async revision(id) {
      return (await workloads.revisions(target)).find(one => one.id === id)
    },
    revisions: async () => (await workloads.revisions(target)).slice(0, remembered),
    deployed: async () => undefined,

    rollback: async to => [
      callOf(rolloutUndo, {
        on,
        sets: `the template of revision ${to.revision}, ${to.name}`,
        params: { ...target, from: replicaSet, to: to.id },
      }),
    ],

    async deploy(version) {
      const pattern = where.service!.settings.deploy!.kubernetes!.image
      const to = pattern.replaceAll('{version}', version)
      if (image === undefined)
        throw new UserError(
          `${deployment} has no container ${container}; it has ${state.containers.join(', ')}. Correct kubernetes.container in the system file.`,
        )
      if (image === to) return 'runs already'
      return {
        from: `${revision}  ${versionOf(image)}`,
        to: versionOf(to),
        now: [
          'Kubernetes does not go back by itself if it fails: the pods before serve until the new ones do',
        ],
        calls: [
          callOf(setImage, {
            on,
            sets: `${container}=${to}`,
            params: { ...target, from: image, to },
          }),
        ],
      }
    },
  }
}

/** What makes a change to a deployment risky just now. */
function restless({ rollout, isPaused }: DeploymentState): string[] {
  if (isPaused) return ['It is paused: nothing is rolled out until somebody resumes it.']
  if (rollout === 'stalled') return ['Its last roll-out does not get on: this one takes its place.']
  return rollout === 'going' ? ['A roll-out of it is under way already: this one takes its place.'] : []
}
