import type { Environment, System } from '../domain/system.ts'
import type { Finding, Probes } from '../ports/probes.ts'
import { hasLog } from './log-place.ts'
import { type Kind, type Subject, subjectsOf } from './looks.ts'

/** How one thing does: a service, or something that services stand on. */
export interface PartHealth {
  name: string
  kind: Kind
  /** The worst of its findings. */
  state: Finding['state']
  findings: Finding[]
  /** Its log can be searched. */
  logs: boolean
  /** It can be rolled back. */
  revisions: boolean
}

/** How one environment of a system does, the worst first. `ms` is how long the look took. */
export interface HealthReport {
  system: string
  title: string
  environment: string
  parts: PartHealth[]
  ms: number
}

export interface Health {
  /** Looks at everything in an environment of the system file, or at one service of it, in parallel, each within its own time; a partial answer rather than none. */
  of(system: System, environment: string, service?: string): Promise<HealthReport>
}

const worstFirst: Finding['state'][] = ['down', 'slow', 'unsettled', 'unknown', 'fine']
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
  const safely = ({ what, look }: Subject['looks'][number]): Promise<Finding | Finding[]> =>
    look().catch((error: unknown) => ({
      state: 'unknown',
      what,
      detail: `Belay failed to look (error ${broken(error)}, see its log)`,
      ms: 0,
    }))

  async function lookAt({ name, kind, looks }: Subject, settings: Environment): Promise<PartHealth> {
    const service = kind === 'service' ? settings.services[name] : undefined
    const findings = looks.length > 0 ? (await Promise.all(looks.map(safely))).flat() : [nothingToLookAt]
    return {
      name,
      kind,
      state: [...findings].sort(byWeight)[0]!.state,
      findings,
      logs: service !== undefined && hasLog(service),
      revisions: (service?.ecs ?? service?.lambda ?? service?.kubernetes ?? service?.compose) !== undefined,
    }
  }

  return {
    async of(system, environment, service) {
      const settings = system.environments[environment]!
      const subjects = subjectsOf(settings, probes, timeoutMs, service)
      await probes.ready(subjects.flatMap(({ looks }) => looks.map(({ through }) => through)))
      const parts = await Promise.all(subjects.map(subject => lookAt(subject, settings)))
      // They run side by side: the longest is the whole.
      const ms = Math.max(0, ...parts.flatMap(({ findings }) => findings.map(finding => finding.ms)))
      return {
        system: system.system,
        title: system.title,
        environment,
        parts: parts.sort(byWeight),
        ms,
      }
    },
  }
}

const nothingToLookAt: Finding = {
  state: 'unknown',
  what: 'nothing to look at:',
  detail: 'no health address, nothing that it runs on, no target group',
  ms: 0,
}
