import type { Service, Task } from '@aws-sdk/client-ecs'
import { shortName } from '../../../domain/short-name.ts'
import type { Probes } from '../../../ports/probes.ts'
import type { AwsCall, TimeLimit } from '../call.ts'
import type { AwsClients } from '../clients.ts'
import { ask } from '../failure.ts'

export type Target = Parameters<Probes['ecs']>[0]

/** What a look at a service asks of ECS, all of it within one time; what goes wrong is an `OutsideError`. */
export function reads(aws: AwsClients, { cluster, service, ...where }: Target, limit: TimeLimit) {
  const arn = (kind: string, ...path: string[]) =>
    `arn:aws:ecs:${where.region ?? '*'}:*:${kind}/${path.join('/')}`
  const clusterName = shortName(cluster)
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

    /** The service, or undefined when its cluster has none of that name. */
    async service(): Promise<Service | undefined> {
      const { services = [] } = await ask(describeServices, limit, async abortSignal => {
        const ecs = await aws.reading.ecs(where)
        return ecs.describeServices({ cluster, services: [service] }, { abortSignal })
      })
      return services[0]
    },

    /** The task that stopped last; ECS remembers stopped ones for about an hour. */
    async lastStopped(): Promise<Task | undefined> {
      const ecs = await aws.reading.ecs(where)
      const { taskArns = [] } = await ask(listTasks, limit, abortSignal =>
        ecs.listTasks({ cluster, serviceName: service, desiredStatus: 'STOPPED' }, { abortSignal }),
      )
      if (taskArns.length === 0) return undefined
      const { tasks = [] } = await ask(describeTasks, limit, abortSignal =>
        ecs.describeTasks({ cluster, tasks: taskArns }, { abortSignal }),
      )
      const byEnd = (a: Task, b: Task) => Number(b.stoppedAt ?? 0) - Number(a.stoppedAt ?? 0)
      return tasks.sort(byEnd)[0]
    },
  }
}
