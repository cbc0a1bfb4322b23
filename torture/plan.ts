import { type Chance, createChance } from '../simulation/chance.ts'

const whats = [
  'fire',
  'acknowledge',
  'unacknowledge',
  'note',
  'priority',
  'resolve',
  'reopen',
  'escalate',
] as const
type What = (typeof whats)[number]

/** Something that happens in PagerDuty, and is told by one webhook; `at` in milliseconds from the beginning. */
export interface Act {
  at: number
  incident: number
  what: What
  priority: 'P1' | 'P2'
}

export interface Plan {
  incidents: number
  acts: Act[]
  /** When which of the processes is killed. */
  kills: { at: number; place: number }[]
  /** When Redis has its trouble, where it has any. */
  troubles: number[]
}

export interface Bounds {
  seed: number
  webhooks: number
  kills: number
  /** How long the storm lasts, in milliseconds. */
  stormMs: number
}

type Status = 'triggered' | 'acknowledged' | 'resolved'

/** What may happen next, by how it stands, and how often. */
const next: Record<Status, Partial<Record<What, number>>> = {
  triggered: { acknowledge: 6, note: 3, resolve: 3, priority: 1, escalate: 1 },
  acknowledged: { resolve: 6, note: 3, unacknowledge: 1, priority: 1 },
  resolved: { reopen: 1, note: 2 },
}
const becomes: Partial<Record<What, Status>> = {
  fire: 'triggered',
  acknowledge: 'acknowledged',
  unacknowledge: 'triggered',
  resolve: 'resolved',
  reopen: 'triggered',
  escalate: 'triggered',
}
/** One in so many is left alone: nobody takes it. */
const leftAlone = 0.1

/** Everything that will happen, as the seed decides. */
export function planOf({ seed, webhooks, kills, stormMs }: Bounds, processes: number): Plan {
  const chance = createChance(seed)
  const acts: Act[] = []
  let incidents = 0
  while (acts.length < webhooks) acts.push(...lifeOf(incidents++, chance, stormMs, webhooks - acts.length))
  return {
    incidents,
    acts: acts.sort((a, b) => a.at - b.at),
    kills: Array.from({ length: kills }, () => ({
      at: chance.between(0, stormMs),
      place: Math.floor(chance.next() * processes),
    })).sort((a, b) => a.at - b.at),
    troubles: [0.25, 0.5, 0.75].map(part => (part + chance.between(-0.1, 0.1)) * stormMs),
  }
}

/** What happens to one incident, at most so many things. */
function lifeOf(incident: number, chance: Chance, stormMs: number, most: number): Act[] {
  const priority = () => chance.pick(['P1', 'P2'] as const)
  const isLeft = chance.happens(leftAlone)
  const length = Math.min(most, 1 + Math.floor(chance.next() * (isLeft ? 2 : 7)))
  let at = chance.between(0, stormMs / 2)
  let status: Status = 'triggered'
  const life: Act[] = [{ at, incident, what: 'fire', priority: priority() }]
  while (life.length < length) {
    at += Math.min(chance.around(stormMs / 12), (stormMs - at) / 2)
    const what: What = isLeft ? 'note' : chance.weighed<What>(next[status])
    status = becomes[what] ?? status
    life.push({ at, incident, what, priority: priority() })
  }
  return life
}
