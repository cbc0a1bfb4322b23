import { UserError } from '../domain/errors.ts'
import { pagerdutyServices, routeOf } from '../domain/routing.ts'
import type { System } from '../domain/system.ts'
import { type FiringAlert, goingOn, type Silence, type Silences } from '../ports/silences.ts'

/** The address of a system's Alertmanager. */
export function alertmanagerOf(system: System): string {
  const { title, alertmanager } = system
  if (alertmanager) return alertmanager.url
  throw new UserError(
    `${title} has no Alertmanager: its system file would name one as \`alertmanager\`.`,
    ...otherwise(system),
  )
}

/** What else can be silenced of a system, where its file names it. */
function otherwise(system: System): { label: string; command: string }[] {
  const paged = new Set(pagerdutyServices(system).map(id => routeOf(system, id)?.environment))
  return Object.entries(system.environments).flatMap(([environment, { alarms = [] }]) => {
    const place = `--system ${system.system} --environment ${environment}`
    return [
      ...(alarms.length > 0
        ? [{ label: `Silence alarms of ${environment}`, command: `silence alarm ${place}` }]
        : []),
      ...(paged.has(environment)
        ? [{ label: `Silence PagerDuty for ${environment}`, command: `silence pagerduty ${place}` }]
        : []),
    ]
  })
}

/** A silence of a system that is not over, by its id or the beginning of it. */
export async function openSilence(silences: Silences, system: System, id: string): Promise<Silence> {
  const all = await silences.list(alertmanagerOf(system))
  const named = all.filter(one => one.id.startsWith(id))
  const found = [...new Set(named.flatMap(one => goingOn(all, one)))]
  if (found.length === 1) return found[0]!
  const show = { label: 'Show silences', command: `silence list --system ${system.system}` }
  if (found.length > 1) throw new UserError(`More than one silence begins with ${id}.`, show)
  throw new UserError(
    named.length > 0 ? 'That silence is over already.' : `${system.title} has no silence ${id.slice(0, 40)}.`,
    show,
  )
}

/** What of a system's alerts is hidden. */
export interface Silenced {
  /** The silences that are not over, the one that ends first at first. */
  of(system: System): Promise<Silence[]>
  /** Every alert that fires, hidden or not. */
  firing(system: System): Promise<FiringAlert[]>
}

export const createSilenced = (silences: Silences): Silenced => ({
  async of(system) {
    const all = await silences.list(alertmanagerOf(system))
    return all.filter(({ state }) => state !== 'expired').sort((a, b) => a.endsAt - b.endsAt)
  },
  firing: async system => silences.matching(alertmanagerOf(system), []),
})
