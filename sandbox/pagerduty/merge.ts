import { type Agent, get, type Incident, Refusal, type Tell, type World } from './world.ts'

/** No incident has more alerts. */
const mostAlerts = 1000

const refused = (why: string) => new Refusal(400, 2001, 'Invalid Input Provided', [why])

/** Incidents go into another: their alerts move there, and they are resolved for that reason, if they were not before. */
export const createMerge =
  (
    world: World,
    become: (incident: Incident, status: 'resolved', by: Agent) => void,
    now: () => number,
    tell: Tell,
  ) =>
  (id: string, sources: string[], by: Agent): Incident => {
    const target = get(world.incidents, id)
    const merged = sources.map(source => get(world.incidents, source))
    if (target.status === 'resolved') throw refused('The target incident must be open')
    if (merged.includes(target)) throw refused('An incident cannot be merged into itself')
    if ([target, ...merged].some(one => one.unmergeable)) throw refused('Incident is not mergeable')
    const alerts = [target, ...merged].flatMap(one => one.alerts)
    if (alerts.length > mostAlerts) throw refused(`An incident cannot have more than ${mostAlerts} alerts`)
    Object.assign(target, { alerts, updatedAt: now() })
    for (const source of merged) {
      const wasOpen = source.status !== 'resolved'
      Object.assign(source, { alerts: [], mergedInto: target.id })
      if (!wasOpen) continue
      become(source, 'resolved', by)
      Object.assign(source, { assignees: [], acknowledged: [] })
      tell('resolved', source, by)
    }
    return target
  }
