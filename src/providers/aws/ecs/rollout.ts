import type { Deployment, Service } from '@aws-sdk/client-ecs'
import { shortName } from '../../../domain/short-name.ts'
import type { Observation } from '../../../ports/calls/call.ts'
import type { AwsClients } from '../clients.ts'
import { stopped } from './assess.ts'
import type { Target } from './calls.ts'
import { describeService } from './service.ts'
import { lastStopped } from './stopped.ts'

/** How far a deployment of a service is, by its id, with what ECS has said `since`: until ECS says that it is complete, or has failed or gone back. */
export async function observeRollout(
  aws: AwsClients,
  target: Target,
  { id, taskDefinition, since }: { id: string; taskDefinition: string; since: number },
): Promise<Observation> {
  const service = await describeService(aws, target)
  if (!service) return { is: 'failed', why: `The service ${target.service} is gone.`, said: [] }
  const { deployments = [] } = service
  const said = eventsOf(service, since)
  const ours = deployments.find(one => one.id === id)
  const primary = deployments.find(({ status }) => status === 'PRIMARY')
  if (ours?.rolloutState === 'FAILED') {
    const back = primary && primary.rolloutState !== 'FAILED' ? primary : undefined
    return {
      is: 'failed',
      why: whyFailed(ours, back),
      said: [...said, ...(await lastReason(aws, target, since))],
      ...(back && { wentBack: true }),
    }
  }
  if (ours && isComplete(ours, deployments)) return { is: 'done', progress: progressOf(ours, said) }
  if (ours?.status === 'PRIMARY') return { is: 'going', progress: progressOf(ours, said) }
  if (!ours && primary?.taskDefinition === taskDefinition)
    return isComplete(primary, deployments)
      ? { is: 'done', progress: progressOf(primary, said) }
      : { is: 'going', progress: progressOf(primary, said) }
  const now = shortName(primary?.taskDefinition ?? service.taskDefinition ?? '')
  return {
    is: 'failed',
    why: `Another deployment took its place: ${target.service} is on ${now} now.`,
    said: [...said, ...(await lastReason(aws, target, since))],
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
  back: Deployment | undefined,
): string {
  const to = back ? ` ECS goes back to ${shortName(back.taskDefinition ?? '')} by itself.` : ''
  return `The roll-out failed: ${rolloutStateReason.replace(/\.$/, '')}.${to}`
}

const progressOf = ({ runningCount = 0, desiredCount = 0, failedTasks = 0 }: Deployment, said: string[]) => ({
  done: Math.min(runningCount, desiredCount),
  of: desiredCount,
  what: failedTasks > 0 ? `new tasks running, ${failedTasks} failed` : 'new tasks running',
  said,
})

/** What ECS has said of it since then, the last of it, oldest first, without the service's name, which is known. */
export const eventsOf = ({ events = [] }: Service, since: number): string[] =>
  events
    .filter(({ createdAt }) => Number(createdAt ?? 0) >= since)
    .slice(0, 3)
    .reverse()
    .map(({ message = '' }) => message.replace(/^\(service [^)]+\)\s*/, ''))

/** Why the last task stopped, if one has since then. */
async function lastReason(aws: AwsClients, target: Target, since: number): Promise<string[]> {
  const task = await lastStopped(aws, target)
  return task && Number(task.stoppedAt ?? 0) >= since ? [stopped(task)] : []
}
