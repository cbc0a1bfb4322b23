import type { Acts } from './acts.ts'
import { get, type World } from './world.ts'

/** Climbs the policies of everything that nobody has acknowledged in time. */
export function climb(world: World, acts: Acts, now: number): void {
  for (const incident of world.incidents) {
    const { levels } = get(world.policies, incident.policy)
    const delay = levels[incident.level - 1]?.delayMs
    const due = delay !== undefined && now - incident.levelAt >= delay
    if (incident.status === 'triggered' && due && incident.level < levels.length)
      acts.escalate(incident.id, null)
  }
}
