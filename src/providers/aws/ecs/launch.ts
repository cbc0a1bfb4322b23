import type { LaunchType, RunTaskCommandInput, Service } from '@aws-sdk/client-ecs'
import type { Launch } from '../../../ports/clusters.ts'

/** How and where a service's tasks are started. */
export function launchOf({
  launchType,
  capacityProviderStrategy = [],
  platformVersion,
  networkConfiguration,
}: Service): Launch {
  const vpc = networkConfiguration?.awsvpcConfiguration
  return {
    ...(launchType !== undefined && { launchType }),
    ...(capacityProviderStrategy.length > 0 && {
      capacityProviders: capacityProviderStrategy.map(({ capacityProvider = '', weight, base }) => ({
        capacityProvider,
        ...(weight !== undefined && { weight }),
        ...(base !== undefined && { base }),
      })),
    }),
    ...(platformVersion !== undefined && { platformVersion }),
    ...(vpc && {
      network: {
        subnets: vpc.subnets ?? [],
        securityGroups: vpc.securityGroups ?? [],
        publicIp: vpc.assignPublicIp === 'ENABLED',
      },
    }),
  }
}

/** The same as one task is started with. ECS takes a launch type or capacity providers, not both. */
export function launching({
  launchType,
  capacityProviders,
  platformVersion,
  network,
}: Launch): Partial<RunTaskCommandInput> {
  return {
    ...(capacityProviders
      ? { capacityProviderStrategy: capacityProviders }
      : launchType !== undefined && { launchType: launchType as LaunchType }),
    ...(platformVersion !== undefined && { platformVersion }),
    ...(network && {
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: network.subnets,
          securityGroups: network.securityGroups,
          assignPublicIp: network.publicIp ? 'ENABLED' : 'DISABLED',
        },
      },
    }),
  }
}
