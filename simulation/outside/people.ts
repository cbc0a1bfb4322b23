import type { Actor } from '../../src/domain/actor.ts'
import type { Incident, State } from '../../src/domain/incident.ts'
import type { Asked } from '../../src/engine/faces.ts'
import type { Process } from '../process.ts'
import { ana, ben, cara, dan, system } from '../system.ts'
import type { World } from '../world.ts'
import type { Door } from './door.ts'

type Deed = Asked['type'] | 'declare' | 'nothing'

const habits: Record<State, Partial<Record<Deed, number>>> = {
  triggered: {
    acknowledge: 30,
    escalate: 10,
    note: 8,
    severity: 6,
    resolve: 6,
    mitigate: 3,
    merge: 5,
    update: 4,
    milestone: 4,
    nothing: 30,
  },
  acknowledged: {
    note: 12,
    update: 12,
    resolve: 14,
    mitigate: 8,
    snooze: 6,
    'stop-reminders': 3,
    'resume-reminders': 4,
    lead: 6,
    escalate: 6,
    severity: 5,
    merge: 5,
    acknowledge: 3,
    touch: 4,
    milestone: 6,
    unacknowledge: 2,
    nothing: 10,
  },
  mitigated: { resolve: 20, reopen: 10, note: 8, update: 4, escalate: 3, touch: 3, nothing: 10 },
  resolved: { reopen: 5, note: 5, milestone: 6, resolve: 1, merge: 1, nothing: 60 },
}

/** What somebody has asked for and was told is done. */
export interface Asks {
  incident: string
  text?: string
}

/** People in Slack, who do one thing or another about what is open. */
export function createPeople(
  { chance, scheduler, memory, newId, tempo }: World,
  door: Door,
  incidents: () => Incident[],
  done: (asked: Asks) => void,
) {
  let [deeds, isOver] = [0, false]
  const everyMs = 4_000 / tempo.incidents

  function about(incident: Incident, deed: Deed, by: Actor): Asked | undefined {
    switch (deed) {
      case 'note':
      case 'update':
        return { type: deed, text: `${deed} ${++deeds} ${newId()}`, by }
      case 'escalate':
        return chance.happens(0.5)
          ? { type: 'escalate', by, from: incident.level }
          : { type: 'escalate', by, level: 1 + Math.floor(chance.next() * 4) }
      case 'severity':
        return { type: 'severity', to: chance.pick(['P1', 'P2', 'P3'] as const), by }
      case 'lead': {
        const { id, name } = chance.pick([ana, ben, cara])
        return { type: 'lead', lead: { via: 'slack', id, name }, by }
      }
      case 'milestone':
        return { type: deed, number: 1 + Math.floor(chance.next() * 3), by }
      case 'snooze':
        return { type: 'snooze', until: memory.clock.now() + Math.floor(chance.between(60_000, 600_000)), by }
      case 'nothing':
      case 'declare':
      case 'merge':
        return undefined
      default:
        return { type: deed, by } as Asked
    }
  }

  function act() {
    const all = incidents()
    const { id, name } = chance.pick([ana, ben, cara, dan])
    const by: Actor = { via: 'slack', id, name }
    const operation = `asked-${++deeds}`
    if (all.length === 0 || chance.happens(0.06)) return declare(by, operation)
    const recent = all.filter(one => one.state !== 'resolved' || chance.happens(0.1))
    if (recent.length === 0) return
    const incident = chance.pick(recent)
    const deed = chance.weighed(habits[incident.state])
    if (deed === 'merge') {
      const into = chance.pick(recent)
      if (into.id === incident.id) return
      const merge = ({ incidents }: Process) => incidents.merge(incident, into, by, operation)
      return door.invoke(`${name}: merge ${incident.id} into ${into.id} (${operation})`, merge)
    }
    const asked = about(incident, deed, by)
    if (!asked) return
    const apply = ({ incidents }: Process) => incidents.apply(incident, asked, operation)
    door.invoke(`${name}: ${deed} ${incident.id} (${operation})`, apply, why => {
      if (!why)
        done({
          incident: incident.id,
          ...('text' in asked && asked.text !== undefined && { text: asked.text }),
        })
    })
  }

  function declare(by: Actor, operation: string): void {
    const severity = chance.pick(['P1', 'P2', 'P3'] as const)
    const declaration = {
      system: system.system,
      environment: 'production',
      severity,
      title: `declared ${operation}`,
      by,
    }
    door.invoke(`${by.name}: declare (${operation})`, ({ incidents }) =>
      incidents.declare(declaration, operation),
    )
  }

  function again(): void {
    if (isOver) return
    act()
    scheduler.after(chance.around(everyMs), again)
  }

  return {
    begin: () => scheduler.after(chance.around(everyMs), again),
    /** Nobody does anything any more; whatever is open is resolved when it is asked for. */
    end: () => void (isOver = true),
    resolve(incident: Incident): void {
      const by: Actor = { via: 'slack', id: ana.id, name: ana.name }
      const operation = `end-${++deeds}`
      door.invoke(`Ana: resolve ${incident.id} (${operation})`, ({ incidents }) =>
        incidents.apply(incident, { type: 'resolve', by }, operation),
      )
    },
  }
}
