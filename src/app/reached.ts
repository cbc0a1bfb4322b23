import { composePlatform } from '../operations/compose/platform.ts'
import { ecsPlatform } from '../operations/ecs-platform.ts'
import { kubernetesPlatform } from '../operations/kubernetes/platform.ts'
import { lambdaPlatform } from '../operations/lambda/platform.ts'
import { createVersions } from '../operations/versions.ts'
import type { Clock } from '../ports/clock.ts'
import type { Containers } from '../ports/containers.ts'
import type { Secrets } from '../ports/secrets.ts'
import type { Workloads } from '../ports/workloads.ts'
import { type AlertmanagerOptions, createAlertmanager } from '../providers/alertmanager/api.ts'
import { alertmanagerMakers } from '../providers/alertmanager/makers.ts'
import { createSilences } from '../providers/alertmanager/silences.ts'
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
import type { Docker } from '../providers/docker/api.ts'
import { dockerMakers } from '../providers/docker/makers.ts'
import { createGithub, type GithubOptions } from '../providers/github/api.ts'
import { createCreateTag } from '../providers/github/create-tag.ts'
import { createDispatch } from '../providers/github/dispatch.ts'
import { createWorkflows } from '../providers/github/workflows.ts'
import type { Kubernetes } from '../providers/kubernetes/api.ts'
import { kubernetesMakers } from '../providers/kubernetes/makers.ts'
import { type ApiOptions, createApi } from '../providers/pagerduty/api.ts'
import { createMaintenanceWindows, maintenanceMakers } from '../providers/pagerduty/maintenance.ts'
import { createSendRequest } from '../providers/send-request.ts'
import type { AppStores } from './stores.ts'

export interface ReachedDeps {
  clock: Clock
  aws: AwsClients
  stores: AppStores
  kubernetes: Kubernetes
  workloads: Workloads
  docker: Docker
  secrets: Secrets
  /** Where an address is to be looked for instead of where it says. */
  rewrite: ((url: string) => string) | undefined
  containers: Containers
  /** GitHub Actions, where there is a token for it. */
  github: GithubOptions | undefined
  alertmanager: AlertmanagerOptions
  pagerduty: (ApiOptions & { from: string }) | undefined
}

/** Infrastructure as plans and looks read it, by name of its port, and who makes the calls that change it. */
export function reachInfrastructure({
  clock,
  aws,
  stores,
  kubernetes,
  workloads,
  docker,
  secrets,
  rewrite,
  containers,
  github,
  alertmanager,
  pagerduty,
}: ReachedDeps) {
  const clusters = createClusters(aws)
  const autoscaling = createAutoscaling(aws)
  const machines = createMachines(aws)
  const listeners = createListeners(aws)
  const functions = createFunctions(aws)
  const stacks = createStacks(aws)
  const alarms = createAlarms(aws)
  const secretStore = createSecretStore(aws)
  const parameters = createParameters(aws)
  const logGroups = createLogGroups(aws)
  const userPools = createUserPools(aws)
  const ask = github && createGithub(github)
  const workflows = ask && createWorkflows(ask)
  const askAlertmanager = createAlertmanager(alertmanager)
  const silences = createSilences(askAlertmanager)
  const pages = pagerduty && createApi(pagerduty)
  const windows = pages && createMaintenanceWindows(pages)
  const now = () => clock.now()
  const platforms = [
    ecsPlatform({ clusters, autoscaling, listeners }, now),
    lambdaPlatform(functions, now),
    kubernetesPlatform(workloads, now),
    composePlatform(containers, now),
  ]
  return {
    reached: {
      clusters,
      machines,
      autoscaling,
      listeners,
      functions,
      stacks,
      alarms,
      workflows,
      silences,
      windows,
      platforms,
      workloads,
      containers,
      stores: stores.reached,
      versions: createVersions(platforms, workflows, now),
      logGroups,
      accessLogs: createAccessLogs(aws),
      registry: createImageRegistry(aws),
      leftovers: createLeftovers(aws),
      userPools,
      metrics: createMetrics(aws),
      costs: createCosts(aws),
      secretStore,
      parameters,
      intake: createSecretIntake(aws),
      roles: createRoles(aws),
    },
    makers: [
      ...ecsMakers(aws, clusters),
      createSetBounds(aws, autoscaling),
      ...ssmMakers(aws, machines, parameters),
      ...lambdaMakers(aws, functions),
      ...stores.makers,
      ...stackMakers(aws, stacks, workflows),
      ...(ask && workflows ? [createDispatch(ask, workflows), createCreateTag(ask, workflows, clock)] : []),
      ...kubernetesMakers(kubernetes, clock),
      ...dockerMakers(docker),
      createSendRequest({ secrets, ...(rewrite && { rewrite }) }),
      ...alarmMakers(aws, alarms),
      ...secretMakers(aws, clock),
      ...logMakers(aws, logGroups),
      ...cognitoMakers(aws, userPools),
      ...(pages && windows ? maintenanceMakers(pages, windows, pagerduty.from, clock) : []),
      ...alertmanagerMakers(askAlertmanager, silences, clock),
      createSwitchListener(aws, listeners),
      createDeleteService(aws, listeners),
    ],
  }
}
