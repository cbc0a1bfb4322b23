import type { Actor } from '../../src/domain/actor.ts'
import type { Incident, State } from '../../src/domain/incident.ts'
import type { Asked } from '../../src/engine/faces.ts'
import { ana, ben, cara } from '../system.ts'
import type { World } from '../world.ts'

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

/** What people want of an incident. */
export function createDeeds({ chance, memory, newId }: World) {
  let deeds = 0
  return {
    one: (incident: Incident): Deed => chance.weighed(habits[incident.state]),

    about(incident: Incident, deed: Deed, by: Actor): Asked | undefined {
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
          return {
            type: 'snooze',
            until: memory.clock.now() + Math.floor(chance.between(60_000, 600_000)),
            by,
          }
        case 'nothing':
        case 'declare':
        case 'merge':
          return undefined
        default:
          return { type: deed, by } as Asked
      }
    },

    /** What they want a moment later, since it was not what they meant. */
    otherwise({ type, by }: Asked): Asked | undefined {
      if (type === 'resolve' && chance.happens(0.15)) return { type: 'reopen', by }
      if (type === 'reopen' && chance.happens(0.3)) return { type: 'acknowledge', by }
      if (type === 'acknowledge' && chance.happens(0.1)) return { type: 'escalate', level: 2, by }
      return undefined
    },
  }
}
