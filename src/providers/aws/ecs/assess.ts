import type { Service, Task } from '@aws-sdk/client-ecs'
import type { Finding } from '../../../ports/probes.ts'
import { plain } from '../diagnosis.ts'

/** How an ECS service does by its counts and deployments; `wrong`: worth asking for the reason. */
export function assess(service: Service): { state: Finding['state']; said: string[]; wrong: boolean } {
  const { runningCount: running = 0, desiredCount: desired = 0, status } = service
  if (status === 'INACTIVE') return { state: 'down', said: ['the service was deleted'], wrong: false }
  const counts = `${running} of ${desired} tasks`
  const rollout = rolloutOf(service)
  if (desired === 0 && running === 0) {
    return { state: 'unknown', said: ['0 tasks wanted: scaled to zero'], wrong: false }
  }
  const short = running < desired
  const state = running === 0 ? 'down' : short || rollout?.failing ? 'unsettled' : 'fine'
  const draining = status === 'DRAINING' ? ['being deleted'] : []
  return {
    state,
    said: [counts, ...(rollout ? [rollout.said] : []), ...draining],
    wrong: short || rollout?.failing === true,
  }
}

function rolloutOf({ deployments = [] }: Service): { said: string; failing: boolean } | undefined {
  const failed = deployments.find(({ rolloutState }) => rolloutState === 'FAILED')
  const primary = deployments.find(({ status }) => status === 'PRIMARY')
  const underWay =
    primary?.rolloutState === 'IN_PROGRESS' || (!primary?.rolloutState && deployments.length > 1)
  if (primary && underWay) {
    const { runningCount = 0, desiredCount = 0, failedTasks = 0 } = primary
    const [verb, tasks] = failed ? ['rolling back', 'tasks'] : ['rolling out', 'new tasks']
    const failures = failedTasks > 0 ? [`${failedTasks} failed`] : []
    const said = [`${verb}: ${runningCount} of ${desiredCount} ${tasks}`, ...failures].join(', ')
    return { said, failing: failedTasks > 0 || failed !== undefined }
  }
  if (!failed) return undefined
  const why = plain(failed.rolloutStateReason ?? 'ECS gave no reason')
  return { said: `roll-out failed: ${why}`, failing: true }
}

/** Why a task stopped: "stopped: exit 137 (out of memory)". */
export function stopped(task: Task): string {
  const container = (task.containers ?? []).find(({ exitCode, reason }) => exitCode || reason)
  const memory = /OutOfMemory|memory usage/i.test(container?.reason ?? '')
  const exit = container?.exitCode
  if (exit === undefined || exit === 0) {
    return `stopped: ${plain(container?.reason ?? task.stoppedReason ?? 'no reason given')}`
  }
  const killed =
    exit === 137 && task.stopCode !== 'ServiceSchedulerInitiated' && task.stopCode !== 'UserInitiated'
  if (memory || killed) return `stopped: exit ${exit} (out of memory)`
  const why = container?.reason ?? unlessObvious(task.stoppedReason)
  return `stopped: exit ${exit}${why ? ` (${plain(why)})` : ''}`
}

const unlessObvious = (reason: string | undefined): string | undefined =>
  reason === 'Essential container in task exited' ? undefined : reason

/** What ECS said last of a service that is in trouble, without its name, which is known. */
export function lastEvent(service: Service): string | undefined {
  const message = service.events?.[0]?.message
  if (!message || /has reached a steady state/.test(message)) return undefined
  return `ECS: ${plain(message.replace(/^\(service [^)]+\)\s*/, ''))}`
}
