import type { Deployment, Service } from '@aws-sdk/client-ecs'
import type { Observation } from '../../../ports/calls/call.ts'
import type { AwsClients } from '../clients.ts'
import { stopped } from '../ecs-service.ts'
import { shortName, type Target } from './calls.ts'
import { describeService } from './clusters.ts'
import { lastStopped } from './stopped.ts'

/** How far a deployment of a service is, by its id: until ECS says that it is complete, or has failed or gone back. */
export async function observeRollout(
  aws: AwsClients,
  target: Target,
  id: string,
  taskDefinition: string,
): Promise<Observation> {
  const service = await describeService(aws, target)
  if (!service) return { is: 'failed', why: `The service ${target.service} is gone.`, said: [] }
  const { deployments = [] } = service
  const ours = deployments.find(one => one.id === id)
  const primary = deployments.find(({ status }) => status === 'PRIMARY')
  if (ours?.rolloutState === 'FAILED')
    return { is: 'failed', why: whyFailed(ours, primary), said: await reasons(aws, target, service) }
  if (ours && isComplete(ours, deployments)) return { is: 'done', progress: progressOf(ours, service) }
  if (ours?.status === 'PRIMARY') return { is: 'going', progress: progressOf(ours, service) }
  if (!ours && primary?.taskDefinition === taskDefinition)
    return isComplete(primary, deployments)
      ? { is: 'done', progress: progressOf(primary, service) }
      : { is: 'going', progress: progressOf(primary, service) }
  const now = shortName(primary?.taskDefinition ?? service.taskDefinition ?? '')
  return {
    is: 'failed',
    why: `Another deployment took its place: ${target.service} is on ${now} now.`,
    said: await reasons(aws, target, service),
  }
}

const isComplete = (
  { rolloutState, runningCount = 0, desiredCount = 0 }: Deployment,
  all: Deployment[],
): boolean =>
  rolloutState === undefined ? all.length === 1 && runningCount >= desiredCount : rolloutState === 'COMPLETED'

/** ECS has gone back by itself where its circuit breaker says so. */
function whyFailed(
  { rolloutStateReason = 'ECS gave no reason' }: Deployment,
  primary: Deployment | undefined,
): string {
  const back =
    primary && primary.rolloutState !== 'FAILED'
      ? ` ECS goes back to ${shortName(primary.taskDefinition ?? '')} by itself.`
      : ''
  return `The roll-out failed: ${rolloutStateReason.replace(/\.$/, '')}.${back}`
}

export const progressOf = (
  { runningCount = 0, desiredCount = 0, failedTasks = 0 }: Deployment,
  service: Service,
) => ({
  done: Math.min(runningCount, desiredCount),
  of: desiredCount,
  what: failedTasks > 0 ? `new tasks running, ${failedTasks} failed` : 'new tasks running',
  said: eventsOf(service),
})

/** What ECS said of it lately, oldest first, without the service's name, which is known. */
export const eventsOf = ({ events = [] }: Service): string[] =>
  events
    .slice(0, 3)
    .reverse()
    .map(({ message = '' }) => message.replace(/^\(service [^)]+\)\s*/, ''))

/** Why it failed, as far as stopped tasks and events tell. */
async function reasons(aws: AwsClients, target: Target, service: Service): Promise<string[]> {
  const task = await lastStopped(aws, target)
  return [...eventsOf(service), ...(task ? [stopped(task)] : [])]
}
