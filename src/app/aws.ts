import type { Clock } from '../ports/clock.ts'
import type { Workflows } from '../ports/workflows.ts'
import { alarmMakers, createAlarms } from '../providers/aws/alarm-actions.ts'
import { createAutoscaling } from '../providers/aws/autoscaling/autoscaling.ts'
import { createSetBounds } from '../providers/aws/autoscaling/set-bounds.ts'
import type { AwsClients } from '../providers/aws/clients.ts'
import { stackMakers } from '../providers/aws/cloudformation/makers.ts'
import { createStacks } from '../providers/aws/cloudformation/stacks.ts'
import { cognitoMakers } from '../providers/aws/cognito/makers.ts'
import { createUserPools } from '../providers/aws/cognito/user-pools.ts'
import { createCosts } from '../providers/aws/costs.ts'
import { createClusters } from '../providers/aws/ecs/clusters.ts'
import { createDeleteService } from '../providers/aws/ecs/delete-service.ts'
import { ecsMakers } from '../providers/aws/ecs/makers.ts'
import { createListeners } from '../providers/aws/elb/listeners.ts'
import { createSwitchListener } from '../providers/aws/elb/switch-listener.ts'
import { createRoles } from '../providers/aws/iam/roles.ts'
import { createImageRegistry } from '../providers/aws/image-registry.ts'
import { createFunctions } from '../providers/aws/lambda/functions.ts'
import { lambdaMakers } from '../providers/aws/lambda/makers.ts'
import { createLeftovers } from '../providers/aws/leftovers.ts'
import { createLogGroups } from '../providers/aws/log-groups.ts'
import { logMakers } from '../providers/aws/log-makers.ts'
import { createMetrics } from '../providers/aws/metrics.ts'
import { createAccessLogs } from '../providers/aws/s3/access-logs.ts'
import { secretMakers } from '../providers/aws/secrets-manager/makers.ts'
import { createSecretIntake, createSecretStore } from '../providers/aws/secrets-manager/secret-store.ts'
import { createMachines } from '../providers/aws/ssm/machines.ts'
import { ssmMakers } from '../providers/aws/ssm/makers.ts'
import { createParameters } from '../providers/aws/ssm/parameters.ts'

export interface AwsDeps {
  aws: AwsClients
  clock: Clock
  /** Of GitHub, which deploys stacks. */
  workflows: Workflows | undefined
}

/** What of AWS is looked at, but for what keeps data, and who changes it. */
export function createAws({ aws, clock, workflows }: AwsDeps) {
  const clusters = createClusters(aws)
  const autoscaling = createAutoscaling(aws)
  const machines = createMachines(aws)
  const listeners = createListeners(aws)
  const functions = createFunctions(aws)
  const stacks = createStacks(aws)
  const alarms = createAlarms(aws)
  const parameters = createParameters(aws)
  const logGroups = createLogGroups(aws)
  const userPools = createUserPools(aws)
  return {
    reached: {
      clusters,
      machines,
      autoscaling,
      listeners,
      functions,
      stacks,
      alarms,
      parameters,
      logGroups,
      userPools,
      accessLogs: createAccessLogs(aws),
      registry: createImageRegistry(aws),
      leftovers: createLeftovers(aws),
      metrics: createMetrics(aws),
      costs: createCosts(aws),
      secretStore: createSecretStore(aws),
      intake: createSecretIntake(aws),
      roles: createRoles(aws),
    },
    makers: [
      ...ecsMakers(aws, clusters),
      createSetBounds(aws, autoscaling),
      ...ssmMakers(aws, machines, parameters),
      ...lambdaMakers(aws, functions),
      ...stackMakers(aws, stacks, workflows),
      ...alarmMakers(aws, alarms),
      ...secretMakers(aws, clock),
      ...logMakers(aws, logGroups),
      ...cognitoMakers(aws, userPools),
      createSwitchListener(aws, listeners),
      createDeleteService(aws, listeners),
    ],
  }
}
