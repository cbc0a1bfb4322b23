import type { Observation } from '../../ports/calls/call.ts'
import type { DeploymentTarget } from '../../ports/workloads.ts'
import type { Kubernetes } from './api.ts'
import { currentOf, stateOf } from './deployments.ts'
import { find } from './patch.ts'
import { podOf, readPods } from './pods.ts'
import type { Pod, Template } from './wire.ts'

/**
 * How far a roll-out is, as `kubectl rollout status` tells: until its new pods serve and the old ones are gone, or
 * Kubernetes says that it does not get on. `isOurs`: whether the template is still the one that was rolled out.
 */
export async function observeRollout(
  kubernetes: Kubernetes,
  target: DeploymentTarget,
  isOurs: (template: Template) => boolean,
): Promise<Observation> {
  const found = await find(kubernetes, target)
  if (!found) return { is: 'failed', why: `The deployment ${target.deployment} is gone.`, said: [] }
  const { deployment, sets } = found
  if (!isOurs(deployment.spec.template))
    return {
      is: 'failed',
      why: `Another change took its place: ${target.deployment} runs another template now.`,
      said: [],
    }
  const state = stateOf(deployment, sets, target.container)
  const current = currentOf(deployment, sets)?.metadata.name
  const pods = await readPods(kubernetes, target, deployment)
  const ours = pods.filter(({ metadata }) => metadata.ownerReferences.some(({ name }) => name === current))
  const said = troubles(ours, target.container)
  const old = deployment.status.replicas - deployment.status.updatedReplicas
  const progress = {
    done: state.updatedAvailable,
    of: state.desired,
    what:
      old > 0 && state.updatedAvailable >= state.desired
        ? `new pods ready, ${old} old ones end`
        : 'new pods ready',
    said,
  }
  if (state.rollout === 'complete') return { is: 'done', progress }
  if (state.rollout === 'stalled')
    return {
      is: 'failed',
      why: `The roll-out does not get on: ${(state.said ?? 'Kubernetes gave no reason').replace(/\.$/, '')}. ${state.running} of the pods before still serve, and Kubernetes does not go back by itself.`,
      said,
    }
  return { is: 'going', progress: deployment.spec.paused ? { ...progress, said: [paused] } : progress }
}

const paused = 'the deployment is paused: kubectl rollout resume'

/** What keeps new pods from coming up, each once. */
function troubles(pods: Pod[], container: string): string[] {
  const seen = pods
    .map(pod => podOf(pod, container))
    .filter(({ isReady, why, last }) => !isReady && (why !== undefined || last !== undefined))
    .map(({ status, why, last }) =>
      [status, why ?? (last && `exit ${last.exit}${last.reason ? `, ${last.reason}` : ''}`)]
        .filter(Boolean)
        .join(': '),
    )
  return [...new Set(seen)].slice(0, 3)
}

/** The container's image in a template. */
export const imageIn = ({ spec }: Template, container: string): string | undefined =>
  spec.containers.find(({ name }) => name === container)?.image
