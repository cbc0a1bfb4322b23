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
import type { AwsClients } from '../providers/aws/clients.ts'
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
import { createAws } from './aws.ts'
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
  const ask = github && createGithub(github)
  const workflows = ask && createWorkflows(ask)
  const onAws = createAws({ aws, clock, workflows })
  const { clusters, autoscaling, listeners, functions } = onAws.reached
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
      ...onAws.reached,
      workflows,
      silences,
      windows,
      platforms,
      workloads,
      containers,
      stores: stores.reached,
      versions: createVersions(platforms, workflows, now),
    },
    makers: [
      ...onAws.makers,
      ...stores.makers,
      ...(ask && workflows ? [createDispatch(ask, workflows), createCreateTag(ask, workflows, clock)] : []),
      ...kubernetesMakers(kubernetes, clock),
      ...dockerMakers(docker),
      createSendRequest({ secrets, ...(rewrite && { rewrite }) }),
      ...(pages && windows ? maintenanceMakers(pages, windows, pagerduty.from, clock) : []),
      ...alertmanagerMakers(askAlertmanager, silences, clock),
    ],
  }
}
