import type { System } from '../system.ts'

/**
 * What is locked while a service is changed: the real thing, so that two services of a system file that are the same one
 * in AWS exclude each other.
 */
export function resourceOf(system: System, environment: string, service: string): string {
  const settings = system.environments[environment]
  const ecs = settings?.services[service]?.ecs
  return ecs
    ? `ecs:${settings.region ?? ''}:${ecs.cluster}/${ecs.service}`
    : `service:${environment}/${service}`
}
