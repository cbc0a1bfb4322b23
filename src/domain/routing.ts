import type { Policy } from './incident.ts'
import { type Severity, severities } from './severity.ts'
import type { System } from './system.ts'

/** Where an incident belongs: an environment of a system and, where it is known, one of its services. */
export interface Route {
  environment: string
  service?: string
}

/**
 * Where the incidents of a PagerDuty service belong; undefined when the system does not list it. A service that is
 * listed without a place belongs to production or, where there is none of that name, to the first environment.
 */
export function routeOf(system: System, pagerdutyService: string): Route | undefined {
  const services = system.pagerduty?.services ?? []
  if (Array.isArray(services)) {
    return services.includes(pagerdutyService) ? { environment: mainEnvironment(system) } : undefined
  }
  const target = Object.hasOwn(services, pagerdutyService) ? services[pagerdutyService] : undefined
  return target && { environment: target.environment, ...(target.service && { service: target.service }) }
}

/** The PagerDuty services that a system lists. */
export function pagerdutyServices(system: System): string[] {
  const services = system.pagerduty?.services ?? []
  return Array.isArray(services) ? services : Object.keys(services)
}

/** The PagerDuty service that pages for a place: the one listed for it, nearest first; undefined when none is. */
export function pagerdutyServiceOf(
  system: System,
  environment: string,
  service?: string,
): string | undefined {
  const routes = pagerdutyServices(system).map(id => ({ id, route: routeOf(system, id)! }))
  const here = routes.filter(({ route }) => route.environment === environment)
  const nearest =
    here.find(({ route }) => route.service === service) ?? here.find(({ route }) => !route.service)
  return (nearest ?? here[0])?.id
}

/** The environment that matters most: production or, where there is none of that name, the first. */
export const mainEnvironment = (system: System): string =>
  'production' in system.environments ? 'production' : Object.keys(system.environments)[0]!

/**
 * Whether something belongs to one of these environments of a system; what belongs to one that the system's file has no
 * more belongs to them all, or nobody would find it again.
 */
export const isOfThese = (
  { environment }: { environment: string },
  these: string[],
  { environments }: Pick<System, 'environments'>,
): boolean => these.includes(environment) || !Object.hasOwn(environments, environment)

/**
 * What the system file gives no severity for is a P3 or, where there is none, the least severe that there is: better
 * seen late than mistaken for the worst.
 */
export const mildSeverity = (system: System): Severity =>
  system.severities.P3 ? 'P3' : severities.filter(severity => system.severities[severity]).at(-1)!

/** How severe a page is: as its priority says, else its urgency. */
export function severityOf(
  system: System,
  page: { priority?: string | undefined; urgency: 'high' | 'low' },
): Severity {
  const { priority = {}, urgency = {} } = system.pagerduty?.severity ?? {}
  const listed = page.priority !== undefined && Object.hasOwn(priority, page.priority)
  const byPriority = listed ? priority[page.priority!] : undefined
  return byPriority ?? urgency[page.urgency] ?? mildSeverity(system)
}

/** The rules that an incident of this system is opened under. */
export const policyOf = (system: System): Policy => ({
  severities: system.severities,
  ladder: system.escalation,
  ...(system.businessHours && { businessHours: system.businessHours }),
  // Those that stand in a runbook are looked up there when an incident opens.
  ...(Array.isArray(system.milestones) && { milestones: system.milestones }),
})
