import type { Service } from '../domain/service-settings.ts'
import type { Environment } from '../domain/system.ts'
import type { LogPlace } from '../ports/logs.ts'
import { accountOf } from './account.ts'

/** Whether it is known where a service writes its log. */
export const hasLog = ({ logs, kubernetes, compose }: Service): boolean =>
  (logs ?? kubernetes ?? compose) !== undefined

/** Where a service writes its log, and as people call that; undefined where it is not known. */
export function logPlaceOf(
  settings: Environment,
  name: string,
): { where: LogPlace; named: string; region?: string } | undefined {
  const { services, cluster, docker, region } = settings
  const { logs: group, kubernetes, compose, ecs, deploy } = services[name] ?? {}
  const account = accountOf(settings)
  if (group !== undefined) {
    const container = deploy?.ecs && { container: deploy.ecs.container }
    const writer = ecs && { writer: { ...ecs, ...container } }
    return { where: { group, ...account, ...writer }, named: group, ...(region !== undefined && { region }) }
  }
  if (kubernetes && cluster)
    return {
      where: { cluster, ...kubernetes, ...account },
      named: `pods of ${kubernetes.deployment} in ${kubernetes.namespace}`,
    }
  if (compose && docker)
    return {
      where: { docker, ...compose, ...account },
      named: `containers of ${compose.service} in ${compose.project}`,
    }
  return undefined
}
