import type { Service } from '@aws-sdk/client-ecs'
import type { ServiceState } from '../../../ports/clusters.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutService, type Target } from './calls.ts'
import { launchOf } from './launch.ts'

/** The service as ECS describes it; undefined when its cluster has none of that name. */
export async function describeService(aws: AwsClients, target: Target): Promise<Service | undefined> {
  const { cluster, service } = target
  const { services = [] } = await once(aboutService('DescribeServices', target), async abortSignal => {
    const ecs = await aws.reading.ecs(target)
    return ecs.describeServices({ cluster, services: [service] }, { abortSignal })
  })
  const [found] = services
  return found?.status === 'INACTIVE' ? undefined : found
}

/** The same in the words of the port. */
export function serviceState(service: Service): ServiceState {
  const { deployments = [], events = [], deploymentConfiguration } = service
  const { enable = false, rollback = false } = deploymentConfiguration?.deploymentCircuitBreaker ?? {}
  return {
    taskDefinition: service.taskDefinition ?? '',
    desired: service.desiredCount ?? 0,
    running: service.runningCount ?? 0,
    pending: service.pendingCount ?? 0,
    ...(service.status === 'DRAINING' && { isDraining: true as const }),
    deployments: deployments.map(
      ({ id = '', status = '', rolloutState, taskDefinition = '', createdAt }) => ({
        id,
        status,
        taskDefinition,
        ...(rolloutState !== undefined && { rolloutState }),
        ...(createdAt !== undefined && { createdAt: createdAt.getTime() }),
      }),
    ),
    circuitBreaker: { enabled: enable, rollback },
    launch: launchOf(service),
    ...behind(service),
    events: events.map(({ createdAt, message = '' }) => ({ at: createdAt?.getTime() ?? 0, message })),
  }
}

function behind({ loadBalancers: [first] = [] }: Service): Pick<ServiceState, 'behind'> {
  const { containerName: container, containerPort: port } = first ?? {}
  return container === undefined || port === undefined ? {} : { behind: { container, port } }
}
