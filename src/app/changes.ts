import type { System } from '../domain/system.ts'
import type { IdentifyDeps } from '../engine/identify.ts'
import { createReads } from '../engine/reads.ts'
import { addressMaker } from '../engine/runs/address-maker.ts'
import { healthMaker } from '../engine/runs/health-maker.ts'
import { createRunLedger } from '../engine/runs/ledger.ts'
import { createOutputs } from '../engine/runs/output.ts'
import { createPlanner } from '../engine/runs/planner.ts'
import { createRuns } from '../engine/runs/runs.ts'
import { unlockMaker } from '../engine/runs/unlock-maker.ts'
import { createSilenced } from '../operations/alertmanager.ts'
import { composePlatform } from '../operations/compose/platform.ts'
import { ecsPlatform } from '../operations/ecs-platform.ts'
import type { Health } from '../operations/health.ts'
import { operations } from '../operations/index.ts'
import { kubernetesPlatform } from '../operations/kubernetes/platform.ts'
import { lambdaPlatform } from '../operations/lambda/platform.ts'
import { reads } from '../operations/reads.ts'
import { createVersions } from '../operations/versions.ts'
import type { Barrier } from '../ports/barrier.ts'
import { makers } from '../ports/calls/call.ts'
import type { Clock } from '../ports/clock.ts'
import type { Containers } from '../ports/containers.ts'
import type { Probes } from '../ports/probes.ts'
import type { Store } from '../ports/store.ts'
import type { Workloads } from '../ports/workloads.ts'
import { type AlertmanagerOptions, createAlertmanager } from '../providers/alertmanager/api.ts'
import { alertmanagerMakers } from '../providers/alertmanager/makers.ts'
import { createSilences } from '../providers/alertmanager/silences.ts'
import { alarmMakers, createAlarms } from '../providers/aws/alarm-actions.ts'
import type { AwsClients } from '../providers/aws/clients.ts'
import { stackMakers } from '../providers/aws/cloudformation/makers.ts'
import { createStacks } from '../providers/aws/cloudformation/stacks.ts'
import { createCosts } from '../providers/aws/costs.ts'
import { createClusters } from '../providers/aws/ecs/clusters.ts'
import { ecsMakers } from '../providers/aws/ecs/makers.ts'
import { createListeners } from '../providers/aws/elb/listeners.ts'
import { createSwitchListener } from '../providers/aws/elb/switch-listener.ts'
import { createFunctions } from '../providers/aws/lambda/functions.ts'
import { lambdaMakers } from '../providers/aws/lambda/makers.ts'
import { createMetrics } from '../providers/aws/metrics.ts'
import type { Docker } from '../providers/docker/api.ts'
import { dockerMakers } from '../providers/docker/makers.ts'
import { createGithub, type GithubOptions } from '../providers/github/api.ts'
import { createDispatch } from '../providers/github/dispatch.ts'
import { createWorkflows } from '../providers/github/workflows.ts'
import type { Kubernetes } from '../providers/kubernetes/api.ts'
import { kubernetesMakers } from '../providers/kubernetes/makers.ts'
import { type ApiOptions, createApi } from '../providers/pagerduty/api.ts'
import { createMaintenanceWindows, maintenanceMakers } from '../providers/pagerduty/maintenance.ts'
import type { AppStores } from './stores.ts'

export interface ChangesDeps {
  systems: System[]
  store: Store
  clock: Clock
  barrier: Barrier
  health: Health
  probes: Probes
  aws: AwsClients
  stores: AppStores
  kubernetes: Kubernetes
  workloads: Workloads
  docker: Docker
  containers: Containers
  /** GitHub Actions, where there is a token for it. */
  github: GithubOptions | undefined
  alertmanager: AlertmanagerOptions
  pagerduty: (ApiOptions & { from: string }) | undefined
  who: IdentifyDeps
  wake(system: string): void
}

/** Everything that changes infrastructure: what can be planned, who makes the calls, and what commands may do with it. */
export function createChanges({
  systems,
  store,
  clock,
  barrier,
  health,
  probes,
  aws,
  stores,
  kubernetes,
  workloads,
  docker,
  containers,
  github,
  alertmanager,
  pagerduty,
  who,
  wake,
}: ChangesDeps) {
  const clusters = createClusters(aws)
  const listeners = createListeners(aws)
  const functions = createFunctions(aws)
  const stacks = createStacks(aws)
  const ask = github && createGithub(github)
  const workflows = ask && createWorkflows(ask)
  const askAlertmanager = createAlertmanager(alertmanager)
  const silences = createSilences(askAlertmanager)
  const now = () => clock.now()
  const alarms = createAlarms(aws)
  const pages = pagerduty && createApi(pagerduty)
  const windows = pages && createMaintenanceWindows(pages)
  const platforms = [
    ecsPlatform(clusters, listeners, now),
    lambdaPlatform(functions, now),
    kubernetesPlatform(workloads, now),
    composePlatform(containers, now),
  ]
  const versions = createVersions(platforms, workflows, now)
  const planner = createPlanner(
    operations({
      stores: stores.reached,
      clusters,
      listeners,
      platforms,
      functions,
      stacks,
      workflows,
      versions,
      silences,
      alarms,
      windows,
      store,
      now,
    }),
    systems,
    store,
  )
  const ledger = createRunLedger({ store, clock, wake })
  const named = (name: string) => systems.find(({ system }) => system === name)
  const all = makers(
    ...ecsMakers(aws, clusters),
    ...lambdaMakers(aws, functions),
    ...stores.makers,
    ...stackMakers(aws, stacks, workflows),
    ...(ask && workflows ? [createDispatch(ask, workflows)] : []),
    ...kubernetesMakers(kubernetes, clock),
    ...dockerMakers(docker),
    ...alarmMakers(aws, alarms),
    ...(pages && windows ? maintenanceMakers(pages, windows, pagerduty.from, clock) : []),
    ...alertmanagerMakers(askAlertmanager, silences, clock),
    createSwitchListener(aws, listeners),
    addressMaker(probes, clock),
    healthMaker(health, named, clock),
    unlockMaker(store),
  )
  return {
    performing: {
      ledger,
      planner,
      makers: all,
    },
    runs: createRuns({ systems, store, ledger, planner, clock, barrier, who }),
    reads: createReads(
      reads({
        clusters,
        functions,
        stacks,
        workflows,
        listeners,
        metrics: createMetrics(aws),
        costs: createCosts(aws),
        stores: stores.reached,
        workloads,
        containers,
        wall: () => clock.wall(),
      }),
      systems,
    ),
    outputs: createOutputs(all),
    silenced: createSilenced(silences),
    versions,
  }
}
