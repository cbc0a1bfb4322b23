import { UserError } from '../../domain/errors.ts'
import { resourceOf } from '../../domain/run/resource.ts'
import type { DeploymentState, DeploymentTarget, Workloads } from '../../ports/workloads.ts'
import { accountOf } from '../account.ts'
import type { Where } from '../operation.ts'
import { runsElsewhere } from '../runs-elsewhere.ts'
import { serviceOf } from '../service-of.ts'

/** A deployment as a plan or a look finds it. */
export interface FoundDeployment {
  target: DeploymentTarget
  state: DeploymentState
  /** "backend, production" */
  named: string
  resource: string
}

/** What a service is in its environment's cluster; a `UserError` where it runs elsewhere. */
export function deploymentOf(where: Where): DeploymentTarget {
  const { system, environment, settings } = where
  const service = serviceOf(where)
  const { cluster } = settings
  const { kubernetes } = service.settings
  if (cluster && kubernetes) return { cluster, ...kubernetes, ...accountOf(settings) }
  throw runsElsewhere(
    where,
    'kubernetes',
    `${service.name} of ${system.title} ${environment} does not run in Kubernetes, as far as its system file says: there it needs \`kubernetes: { namespace, deployment, container }\`.`,
  )
}

/** The deployment that a plan or a look is about; a `UserError` where there is none. */
export async function findDeployment(workloads: Workloads, where: Where): Promise<FoundDeployment> {
  const target = deploymentOf(where)
  const state = await workloads.deployment(target)
  if (!state)
    throw new UserError(
      `Kubernetes has no deployment ${target.deployment} in the namespace ${target.namespace}.`,
    )
  const { system, environment, service } = where
  return {
    target,
    state,
    named: `${service!.name}, ${environment}`,
    resource: resourceOf(system, environment, service!.name),
  }
}
