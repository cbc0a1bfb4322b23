import type { Task } from '@aws-sdk/client-ecs'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutTasks, type Target } from './calls.ts'

/** By so much AWS's clock may differ from Belay's, in milliseconds. */
const skewMs = 5_000
/** As many as ECS describes in one call. */
const most = 100

/** The task of a service that was started since then and stopped last, or else was started last; undefined when none was. */
export async function newestTask(aws: AwsClients, target: Target, since: number): Promise<Task | undefined> {
  const { cluster, service: serviceName } = target
  const ecs = await aws.reading.ecs(target)
  const lists = await Promise.all(
    (['STOPPED', 'RUNNING'] as const).map(desiredStatus =>
      once(aboutTasks('ListTasks', target), abortSignal =>
        ecs.listTasks({ cluster, serviceName, desiredStatus }, { abortSignal }),
      ),
    ),
  )
  const tasks = [...new Set(lists.flatMap(({ taskArns = [] }) => taskArns))].slice(0, most)
  if (tasks.length === 0) return undefined
  const found = await once(aboutTasks('DescribeTasks', target), abortSignal =>
    ecs.describeTasks({ cluster, tasks }, { abortSignal }),
  )
  return (found.tasks ?? [])
    .filter(({ createdAt }) => Number(createdAt ?? 0) >= since - skewMs)
    .sort((a, b) => ended(b) - ended(a) || Number(b.createdAt) - Number(a.createdAt))[0]
}

const ended = ({ stoppedAt }: Task): number => Number(stoppedAt ?? 0)
