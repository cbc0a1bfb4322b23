import type { Probes } from '../../ports/probes.ts'
import type { DeploymentState, PodState, Workloads } from '../../ports/workloads.ts'
import { type Found, looked } from '../looked.ts'

/** Looks at one deployment: its pods against those wanted, its roll-out and, where pods are lacking, why. */
export const createWorkloadProbe =
  (workloads: Workloads): Probes['workload'] =>
  (target, timeoutMs) =>
    looked('Kubernetes', timeoutMs, async () => {
      const state = await workloads.deployment(target)
      if (!state)
        return { state: 'down', detail: `there is no deployment ${target.deployment} in ${target.namespace}` }
      const found = assess(state)
      if (found.state === 'fine') return found
      const pods = await workloads.pods(target)
      return { ...found, detail: [found.detail, ...troubled(pods)].join(', ') }
    })

function assess({ running, desired, rollout, updatedAvailable, said }: DeploymentState): Found {
  if (desired === 0 && running === 0) return { state: 'unknown', detail: '0 pods wanted: scaled to zero' }
  const counts = `${running} of ${desired} pods`
  const stalled = rollout === 'stalled' ? [`roll-out stalled${said ? `: ${said}` : ''}`] : []
  const going = rollout === 'going' ? [`rolling out: ${updatedAvailable} of ${desired} new pods`] : []
  const state = running === 0 ? 'down' : running < desired || stalled.length > 0 ? 'unsettled' : 'fine'
  return { state, detail: [counts, ...stalled, ...going].join(', ') }
}

/** The first pod that does not come up, and why. */
function troubled(pods: PodState[]): string[] {
  const pod = pods.find(({ isReady }) => !isReady)
  if (!pod) return []
  const { status, last, why } = pod
  const said = last ? `exit ${last.exit}${last.reason ? `, ${last.reason}` : ''}` : why
  return [said ? `${status} (${said})` : status]
}
