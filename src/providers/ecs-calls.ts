import type { Service, Task } from '@aws-sdk/client-ecs'
import type { Probes } from '../ports/probes.ts'
import { type AwsCall, ask } from './aws-failure.ts'
import type { EcsClient } from './ecs-clients.ts'

export type Target = Parameters<Probes['ecs']>[0]

/** What a look at a service asks of ECS. Each call may take until the signal; what goes wrong is an `OutsideError`. */
export function reads({ cluster, service, region }: Target, timeoutMs: number, abortSignal: AbortSignal) {
  const arn = (kind: string, ...path: string[]) => `arn:aws:ecs:${region ?? '*'}:*:${kind}/${path.join('/')}`
  const clusterName = cluster.slice(cluster.lastIndexOf('/') + 1)
  const call = (action: string, allow: AwsCall['allow']): AwsCall => ({
    action: `ecs:${action}`,
    resource: service,
    about: `service ${service} in cluster ${clusterName}`,
    allow,
  })
  const describeServices = call('DescribeServices', { Resource: arn('service', clusterName, service) })
  const listTasks = call('ListTasks', {
    Resource: '*',
    Condition: { ArnLike: { 'ecs:cluster': arn('cluster', clusterName) } },
  })
  const describeTasks = call('DescribeTasks', { Resource: arn('task', clusterName, '*') })

  return {
    about: describeServices.about,

    connect: (clients: () => Promise<EcsClient>): Promise<EcsClient> =>
      ask(describeServices, timeoutMs, clients),

    /** The service, or undefined when its cluster has none of that name. */
    async service(client: EcsClient): Promise<Service | undefined> {
      const { services = [] } = await ask(describeServices, timeoutMs, () =>
        client.describeServices({ cluster, services: [service] }, { abortSignal }),
      )
      return services[0]
    },

    /** The task that stopped last; ECS remembers stopped ones for about an hour. */
    async lastStopped(client: EcsClient): Promise<Task | undefined> {
      const { taskArns = [] } = await ask(listTasks, timeoutMs, () =>
        client.listTasks({ cluster, serviceName: service, desiredStatus: 'STOPPED' }, { abortSignal }),
      )
      if (taskArns.length === 0) return undefined
      const { tasks = [] } = await ask(describeTasks, timeoutMs, () =>
        client.describeTasks({ cluster, tasks: taskArns }, { abortSignal }),
      )
      const byEnd = (a: Task, b: Task) => Number(b.stoppedAt ?? 0) - Number(a.stoppedAt ?? 0)
      return tasks.sort(byEnd)[0]
    },
  }
}
