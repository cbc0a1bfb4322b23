import type { Task } from '@aws-sdk/client-ecs'
import { shortName } from '../../../domain/short-name.ts'
import type { Clusters, TaskState } from '../../../ports/clusters.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutTasks, type Target } from './calls.ts'

/** As many as ECS describes in one call. */
const most = 100

/** Reads the tasks of a service: those that run, and those that stopped lately. */
export const createTaskStates =
  (aws: AwsClients): Clusters['taskStates'] =>
  async target => {
    const lists = await Promise.all(
      (['RUNNING', 'STOPPED'] as const).map(desiredStatus => list(aws, target, desiredStatus)),
    )
    const tasks = [...new Set(lists.flat())].slice(0, most)
    if (tasks.length === 0) return []
    const ecs = await aws.reading.ecs(target)
    const { cluster } = target
    const found = await once(aboutTasks('DescribeTasks', target), abortSignal =>
      ecs.describeTasks({ cluster, tasks }, { abortSignal }),
    )
    return (found.tasks ?? []).map(stateOf).sort((a, b) => begun(b) - begun(a))
  }

async function list(
  aws: AwsClients,
  target: Target,
  desiredStatus: 'RUNNING' | 'STOPPED',
): Promise<string[]> {
  const { cluster, service: serviceName } = target
  const ecs = await aws.reading.ecs(target)
  const { taskArns = [] } = await once(aboutTasks('ListTasks', target), abortSignal =>
    ecs.listTasks({ cluster, serviceName, desiredStatus }, { abortSignal }),
  )
  return taskArns
}

const begun = ({ stoppedAt, startedAt }: TaskState): number => stoppedAt ?? startedAt ?? 0

function stateOf(task: Task): TaskState {
  const { containers = [], startedAt, stoppedAt, stoppedReason, healthStatus } = task
  const failed = containers.find(({ exitCode, reason }) => (exitCode ?? 0) !== 0 || reason !== undefined)
  return {
    id: shortName(task.taskArn ?? ''),
    status: (task.lastStatus ?? 'unknown').toLowerCase(),
    ...(healthStatus !== undefined && healthStatus !== 'UNKNOWN' && { health: healthStatus.toLowerCase() }),
    taskDefinition: shortName(task.taskDefinitionArn ?? ''),
    ...(startedAt !== undefined && { startedAt: startedAt.getTime() }),
    ...(stoppedAt !== undefined && { stoppedAt: stoppedAt.getTime() }),
    ...(stoppedReason !== undefined && { stoppedReason }),
    ...(failed?.exitCode !== undefined && { exit: failed.exitCode }),
    ...(failed?.reason !== undefined && { containerReason: failed.reason }),
    ...(failed?.name !== undefined && { container: failed.name }),
  }
}
