import type { Task } from '@aws-sdk/client-ecs'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutTasks, type Target } from './calls.ts'

/** The task that stopped last; ECS remembers stopped ones for about an hour. */
export async function lastStopped(aws: AwsClients, target: Target): Promise<Task | undefined> {
  const { cluster, service: serviceName } = target
  const ecs = await aws.reading.ecs(target)
  const { taskArns = [] } = await once(aboutTasks('ListTasks', target), abortSignal =>
    ecs.listTasks({ cluster, serviceName, desiredStatus: 'STOPPED' }, { abortSignal }),
  )
  if (taskArns.length === 0) return undefined
  const { tasks = [] } = await once(aboutTasks('DescribeTasks', target), abortSignal =>
    ecs.describeTasks({ cluster, tasks: taskArns }, { abortSignal }),
  )
  const byEnd = (a: Task, b: Task) => Number(b.stoppedAt ?? 0) - Number(a.stoppedAt ?? 0)
  return tasks.sort(byEnd)[0]
}
