import { UserError } from '../domain/errors.ts'
import { nearest } from '../domain/nearest.ts'
import type { Service } from '../domain/service-settings.ts'
import type { Environment, System } from '../domain/system.ts'
import type { Finding, Probes } from '../ports/probes.ts'

export interface ServiceHealth {
  service: string
  /** The worst of its findings. */
  state: Finding['state']
  findings: Finding[]
}

/** How one environment of a system does, worst service first. `ms` is how long the look took. */
export interface HealthReport {
  system: string
  title: string
  environment: string
  services: ServiceHealth[]
  ms: number
}

export interface Health {
  /** Looks at every service in parallel, each within its own time; a partial answer rather than none. */
  of(system: System, environment: string, service?: string): Promise<HealthReport>
}

const worstFirst: Finding['state'][] = ['down', 'slow', 'unknown', 'fine']
const byWeight = (a: { state: Finding['state'] }, b: { state: Finding['state'] }) =>
  worstFirst.indexOf(a.state) - worstFirst.indexOf(b.state)

export interface HealthOptions {
  /** What each single look may take. */
  timeoutMs?: number
  /** Told of a fault of Belay's own; answers the id that it can be found by. */
  broken(error: unknown): string
}

export function createHealth(probes: Probes, { timeoutMs = 5_000, broken }: HealthOptions): Health {
  /** A probe that breaks costs its own finding, not the others. */
  const safely = (what: string, looking: Promise<Finding>): Promise<Finding> =>
    looking.catch((error: unknown) => ({
      state: 'unknown',
      what,
      detail: `Belay failed to look (error ${broken(error)}, see its log)`,
      ms: 0,
    }))

  async function lookAt(name: string, service: Service, environment: Environment): Promise<ServiceHealth> {
    const { health, ecs } = service
    const { region, role } = environment
    const target = ecs && { ...ecs, ...(region && { region }), ...(role && { role }) }
    const looks = [
      ...(health ? [safely('health', probes.http(health, timeoutMs))] : []),
      ...(target ? [safely('ECS', probes.ecs(target, timeoutMs))] : []),
    ]
    const findings = looks.length > 0 ? await Promise.all(looks) : [nothingToLookAt]
    return { service: name, state: [...findings].sort(byWeight)[0]!.state, findings }
  }

  return {
    async of(system, environment, service) {
      const settings = chosen(system, environment, service)
      const services = await Promise.all(
        Object.entries(settings.services)
          .filter(([name]) => service === undefined || name === service)
          .map(([name, one]) => lookAt(name, one, settings)),
      )
      // They run side by side: the longest is the whole.
      const ms = Math.max(0, ...services.flatMap(({ findings }) => findings.map(finding => finding.ms)))
      return {
        system: system.system,
        title: system.title,
        environment,
        services: services.sort(byWeight),
        ms,
      }
    },
  }
}

const nothingToLookAt: Finding = {
  state: 'unknown',
  what: 'nothing to look at:',
  detail: 'no health address, no ECS service',
  ms: 0,
}

/** The environment, once it and the service are known to exist; near misses are offered. */
function chosen(system: System, name: string, service: string | undefined): Environment {
  const environments = Object.keys(system.environments)
  const environment = Object.hasOwn(system.environments, name) ? system.environments[name] : undefined
  if (!environment) {
    throw unknown(system.title, 'environment', name, environments, meant => place(system, meant, service))
  }
  if (service !== undefined && !Object.hasOwn(environment.services, service)) {
    const services = Object.keys(environment.services)
    throw unknown(system.title, 'service', service, services, meant => place(system, name, meant))
  }
  return environment
}

function unknown(
  title: string,
  kind: 'environment' | 'service',
  typed: string,
  known: string[],
  command: (meant: string) => string,
): UserError {
  const said = `${title} has no ${kind} "${typed.slice(0, 40)}".`
  const meant = nearest(typed, known)
  if (!meant) return new UserError(`${said} It has ${known.join(', ') || 'none'}.`)
  return new UserError(`${said} Did you mean ${meant}?`, {
    label: `Health of ${meant}`,
    command: command(meant),
  })
}

const place = ({ system }: System, environment: string, service: string | undefined): string =>
  `health --system ${system} --environment ${environment}${service ? ` --service ${service}` : ''}`
