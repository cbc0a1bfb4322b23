import type { System } from '../../src/domain/system.ts'
import type { World } from '../world.ts'
import { type Group, options } from './doing.ts'

/** What Alertmanager sees: `/silence` hides it. */
export function monitors(systems: System[], world: () => World): Group {
  const watched = systems.find(({ alertmanager }) => alertmanager)
  if (!watched) return { title: 'Alertmanager', acts: [] }
  return {
    title: 'Alertmanager',
    acts: [
      {
        id: 'alert',
        label: 'An alert fires',
        hint: `For ${watched.title}. Type /silence to see it, and to hide it for a while.`,
        fields: [{ name: 'name', label: 'Alert', options: options(['HighErrorRate', 'QueueLength']) }],
        do({ name = 'HighErrorRate' }) {
          world().alertmanager.fire({ alertname: name, service: 'api-gateway', severity: 'warning' })
          return `${name} fires: type /silence.`
        },
      },
      {
        id: 'calm',
        label: 'All is calm',
        do() {
          world().alertmanager.calm()
          return 'No alert fires any more.'
        },
      },
    ],
  }
}
