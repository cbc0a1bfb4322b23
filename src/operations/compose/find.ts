import { UserError } from '../../domain/errors.ts'
import { resourceOf } from '../../domain/run/resource.ts'
import type { ComposeTarget, ContainerState, Containers } from '../../ports/containers.ts'
import { accountOf } from '../account.ts'
import type { Where } from '../operation.ts'
import { runsElsewhere } from '../runs-elsewhere.ts'
import { serviceOf } from '../service-of.ts'

/** What a service is in a project of Compose; a `UserError` where it runs elsewhere. */
export function composeOf(where: Where): ComposeTarget {
  const { system, environment, settings } = where
  const service = serviceOf(where)
  const { docker } = settings
  const { compose } = service.settings
  if (docker && compose) return { docker, ...compose, ...accountOf(settings) }
  throw runsElsewhere(
    where,
    'compose',
    `${service.name} of ${system.title} ${environment} does not run in Docker Compose, as far as its system file says: there it needs \`compose: { project, service }\`.`,
  )
}

/** Its containers as a plan finds them; a `UserError` where there are none. */
export async function findContainers(containers: Containers, where: Where) {
  const target = composeOf(where)
  const all = await containers.list(target)
  const { system, environment, service } = where
  const [newest] = all
  if (!newest)
    throw new UserError(
      `Docker has no container of ${target.service} in the project ${target.project}: docker compose up makes the first.`,
    )
  return {
    target,
    all,
    /** The one that serves, or else the newest. */
    current: all.find(isUp) ?? newest,
    named: `${service!.name}, ${environment}`,
    resource: resourceOf(system, environment, service!.name),
  }
}

export const isUp = ({ status }: ContainerState): boolean => status === 'running'
