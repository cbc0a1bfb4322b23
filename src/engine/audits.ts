import { shiftIn } from '../../blocks/run-planned.ts'
import { label } from '../domain/incident.ts'
import type { Directory } from '../ports/directory.ts'
import type { AuditEntry, Store } from '../ports/store.ts'

/** An entry of the audit, with those and that which it names as people know them. */
interface Audited extends Pick<AuditEntry, 'at' | 'what' | 'detail'> {
  who: string
  /** The incident by its label, the change by its title, the service. */
  about: string
}

export interface Audits {
  /** The latest entries of a system, the newest first; `service`: those about it only. `broken`: where they were changed. */
  of(system: string, service?: string): Promise<{ lines: Audited[]; broken?: { at: number; why: string } }>
}

/** So many are shown, out of so many that are looked through. */
const [shown, looked] = [30, 1_000]
/** So much of what a change goes from and to. */
const shiftMost = 40

const vias: Record<string, string> = {
  belay: 'Belay',
  pagerduty: 'PagerDuty',
  alertmanager: 'Alertmanager',
  cloudwatch: 'CloudWatch',
}

export function createAudits(
  store: Pick<Store, 'audit' | 'incidents' | 'run'>,
  directory: Directory,
): Audits {
  async function nameOf(by: string): Promise<string> {
    const [via = '', id] = by.split(':')
    if (via !== 'slack' || id === undefined)
      return [vias[via] ?? via, ...(id === undefined ? [] : [id])].join(' ')
    return (await directory.member(id))?.name ?? id
  }

  /** What the entries are about, as long as it is known. */
  async function namesIn(system: string, entries: AuditEntry[]): Promise<(entry: AuditEntry) => string> {
    const idsOf = (idOf: (entry: AuditEntry) => unknown) => [
      ...new Set(entries.map(idOf).filter(id => typeof id === 'string')),
    ]
    const [incidents, runs] = await Promise.all([
      store.incidents(
        system,
        idsOf(({ incident }) => incident),
      ),
      Promise.all(idsOf(runIn).map(id => store.run(system, id))),
    ])
    const labels = new Map(incidents.map(incident => [incident.id, label(incident)]))
    const titles = new Map(
      runs.flatMap(run =>
        run ? [[run.value.id, `${run.value.plan.title}${shiftIn(run.value.plan, shiftMost)}`]] : [],
      ),
    )
    return entry => {
      const { command, operation, service, environment } = entry.detail ?? {}
      const place = [service, environment].filter(part => typeof part === 'string').join(', ')
      const incident = entry.incident === undefined ? '' : (labels.get(entry.incident) ?? 'an incident')
      if (runIn(entry) === undefined) return incident || (typeof command === 'string' ? command : place)
      const run = titles.get(String(runIn(entry))) ?? `${operation ?? 'a change'} ${place}`.trim()
      const named = entry.what === 'refused' ? `${command}: ${run}` : run
      return incident === '' ? named : `${named} (${incident})`
    }
  }

  return {
    async of(system, service) {
      const { entries, broken } = await store.audit(system, looked)
      entries.reverse()
      const about = entries
        .filter(({ detail }) => service === undefined || detail?.service === service)
        .slice(0, shown)
      const named = await namesIn(system, about)
      const lines = await Promise.all(
        about.map(async entry => ({
          at: entry.at,
          who: await nameOf(entry.by),
          what: entry.what,
          ...(entry.detail && { detail: entry.detail }),
          about: named(entry),
        })),
      )
      // An id in Redis begins with its time.
      const at = Number(broken?.id.split('-')[0])
      return { lines, ...(broken && { broken: { at, why: broken.why } }) }
    },
  }
}

const runIn = ({ detail }: AuditEntry): unknown => detail?.run
