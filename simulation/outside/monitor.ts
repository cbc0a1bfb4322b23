import type { AlertEvent } from '../../src/ports/alerts.ts'
import { system } from '../system.ts'
import type { World } from '../world.ts'
import type { Door } from './door.ts'

/** An Alertmanager that watches a few things: what fires is told again and again, until it does not. */
export function createMonitor({ chance, scheduler, memory }: World, door: Door) {
  const firing = new Map<string, number>()
  let [events, isOver] = [0, false]

  function tell(key: string, is: AlertEvent['is'], at: number): void {
    const event: AlertEvent = {
      id: `alert-${++events}`,
      source: 'alertmanager',
      key,
      is,
      signal: { at, ...(is === 'firing' && { alerts: [`${key} since ${firing.get(key)}`] }) },
      title: `${key} is high`,
      severity: chance.pick(['P1', 'P2', 'P3'] as const),
      route: { environment: 'production' },
      links: [],
    }
    door.alert(`alert ${is} ${key} (${event.id})`, ({ alerts }) => alerts.take(system, event))
  }

  function again(): void {
    if (isOver) return
    const key = chance.pick(['latency', 'errors', 'queue'])
    const now = Math.floor(memory.clock.now())
    const isFiring = firing.has(key)
    const ends = isFiring && chance.happens(0.3)
    if (!isFiring) firing.set(key, now)
    tell(key, ends ? 'over' : 'firing', now)
    if (ends) firing.delete(key)
    scheduler.after(chance.around(15_000), again)
  }

  return { begin: () => scheduler.after(chance.around(15_000), again), end: () => void (isOver = true) }
}
