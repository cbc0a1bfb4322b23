import { ended, nextId, say } from './rollout.ts'
import type { Deployment, SimulatedService } from './world.ts'

/** So long a task takes to come up, or to fail, in milliseconds. */
export const taskMs = 8_000
/** After so many failed tasks the circuit breaker goes back. */
export const patience = 3
/** So long a failed deployment is still told of. */
const toldMs = 10 * 60_000

const broken = 'ECS deployment circuit breaker: tasks failed to start.'

/** The service as time has left it. */
export function settled(service: SimulatedService, now: number): SimulatedService {
  if (service.status === 'DRAINING') {
    const left = scaled(service, now)
    return left.running > 0 ? left : { ...left, status: 'INACTIVE' }
  }
  const [primary, ...older] = service.deployments ?? []
  if (primary?.at === undefined || primary.rolloutState !== 'IN_PROGRESS') return scaled(service, now)
  const passed = Math.floor((now - primary.at) / taskMs)
  return primary.broken !== undefined
    ? failing(service, primary, older, passed, now)
    : rolling(service, primary, older, passed, now)
}

function rolling(
  service: SimulatedService,
  primary: Deployment,
  older: Deployment[],
  passed: number,
  now: number,
): SimulatedService {
  const running = Math.min(service.desired, passed, service.most ?? passed)
  const left = service.desired - running
  if (left > 0)
    return {
      ...service,
      running: service.desired,
      deployments: [
        { ...primary, desired: service.desired, running },
        ...older.map(one => ({ ...one, running: left })),
      ],
    }
  const complete: Deployment = { ...primary, rolloutState: 'COMPLETED', desired: service.desired, running }
  return say(
    { ...ended(service, 'SUCCESSFUL'), running, deployments: [complete] },
    'has reached a steady state.',
    now,
  )
}

function failing(
  service: SimulatedService,
  primary: Deployment,
  older: Deployment[],
  passed: number,
  now: number,
): SimulatedService {
  const failed = Math.min(patience, passed)
  const stopped = Array.from({ length: failed }, (_, i) => ({
    at: (primary.at! + (i + 1) * taskMs) / 1000,
    reason: 'Essential container in task exited',
    exitCode: 1,
    container: primary.broken!,
    taskDefinition: primary.taskDefinition!,
  }))
  const task = { ...primary, failed, desired: service.desired }
  if (failed < patience) return { ...service, deployments: [task, ...older], stopped: [...stopped].reverse() }
  const [before] = older
  if (!before)
    return {
      ...ended(service, 'ROLLBACK_FAILED'),
      deployments: [{ ...task, rolloutState: 'FAILED', rolloutStateReason: broken }],
      stopped,
    }
  const back: Deployment = {
    ...before,
    id: nextId(service.service),
    status: 'PRIMARY',
    rolloutState: 'COMPLETED',
    rolloutStateReason: `ECS deployment circuit breaker: rolling back to deploymentId ${before.id}.`,
    desired: service.desired,
    running: service.desired,
  }
  const gone: Deployment = {
    ...task,
    status: 'ACTIVE',
    rolloutState: 'FAILED',
    rolloutStateReason: broken,
    goneAt: now + toldMs,
  }
  return say(
    {
      ...ended(service, 'ROLLBACK_SUCCESSFUL'),
      taskDefinition: before.taskDefinition!,
      deployments: [back, gone],
      stopped: [...stopped].reverse(),
    },
    `(deployment ${primary.id}) deployment failed: tasks failed to start.`,
    now,
  )
}

/** One task at a time comes or goes until there are as many as are wanted. */
function scaled(service: SimulatedService, now: number): SimulatedService {
  const deployments = service.deployments?.filter(({ goneAt }) => goneAt === undefined || goneAt > now)
  const kept = deployments === undefined ? service : { ...service, deployments }
  const { running, desired, scaledAt, scaledFrom = running } = kept
  if (scaledAt === undefined || running === desired) return kept
  const steps = Math.floor((now - scaledAt) / taskMs)
  const way = Math.sign(desired - scaledFrom)
  const reached = way > 0 ? Math.min(desired, scaledFrom + steps) : Math.max(desired, scaledFrom - steps)
  const whole = kept.deployments?.map(one =>
    one.status === 'PRIMARY' ? { ...one, desired, running: reached } : one,
  )
  return { ...kept, running: reached, ...(whole && { deployments: whole }) }
}
