import type { System } from '../../src/domain/system.ts'
import type { World } from '../world.ts'
import { type Group, options } from './doing.ts'

/** What each alert says, and how bad it is. */
const told: Record<string, { severity: string; summary: string }> = {
  HighErrorRate: { severity: 'critical', summary: '7 % of requests fail' },
  QueueLength: { severity: 'warning', summary: '1,200 messages wait' },
}

/** What Alertmanager sees, and tells Belay of unless `/silence` hides it. */
export function monitors(systems: System[], world: () => World): Group {
  const watched = systems.find(({ alertmanager }) => alertmanager)
  if (!watched) return { title: 'Alertmanager', acts: [] }
  const receiver = () => ({
    url: new URL(`/webhooks/alertmanager/${watched.system}`, world().webhookUrl()),
    token: world().webhookToken,
  })
  return {
    title: 'Alertmanager',
    acts: [
      {
        id: 'alert',
        label: 'An alert fires',
        hint: `Alertmanager tells Belay itself, of ${watched.title}; what is severe, Belay pages in PagerDuty. Type /silence to hide it for a while.`,
        fields: [{ name: 'name', label: 'Alert', options: options(Object.keys(told)) }],
        async do({ name = '' }) {
          const { alertmanager } = world()
          const { severity, summary } = told[name] ?? told.HighErrorRate!
          alertmanager.fire({ alertname: name, service: 'api-gateway', severity }, { summary })
          const heard = await alertmanager.notify(receiver())
          return heard > 0 ? `${name} fires: an incident opens.` : `${name} fires, and is silenced.`
        },
      },
      {
        id: 'calm',
        label: 'All is calm',
        async do() {
          const { alertmanager } = world()
          await alertmanager.notify(receiver(), true)
          alertmanager.calm()
          return 'No alert fires any more.'
        },
      },
    ],
  }
}
