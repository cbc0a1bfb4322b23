import type { System } from './system.ts'

/** Where to look at what is wrong, as the system file says for the place. */
export function dashboards(
  system: System,
  route: { environment: string; service?: string | undefined },
): { label: string; url: string }[] {
  const environment = system.environments[route.environment]
  const url = (route.service && environment?.services[route.service]?.dashboard) ?? environment?.dashboard
  const more = Object.entries(environment?.dashboards ?? {}).map(([label, url]) => ({ label, url }))
  return [...(url ? [{ label: 'Dashboard', url }] : []), ...more]
}
