import { pagerdutyServices } from '../../src/domain/routing.ts'
import type { System } from '../../src/domain/system.ts'
import type { World } from '../world.ts'
import { type Group, options } from './doing.ts'

/** What breaks, as monitors put it. */
const alerts = [
  'p99 latency above 3 s',
  '5xx rate above 10 %',
  'connections to the database above 90 %',
  'health check fails',
]

export const openIn = ({ pagerduty }: World) =>
  pagerduty.incidents.filter(({ status }) => status !== 'resolved')

const channelOf = ({ environments }: System) => Object.values(environments)[0]?.channel

/** What a monitor, and somebody in PagerDuty, does. */
export function pagerduty(systems: System[], world: () => World): Group {
  let fired = 0
  const paged = systems.filter(system => pagerdutyServices(system).length > 0)
  const [stormy] = paged
  const latest = () => {
    const last = openIn(world()).at(-1)
    if (!last) throw new Error('No incident is open in PagerDuty: fire an alert first.')
    return last
  }
  return {
    title: 'PagerDuty',
    acts: [
      {
        id: 'fire',
        label: 'Fire an alert',
        fields: [
          {
            name: 'system',
            label: 'System',
            options: paged.map(({ system, title }) => ({ label: title, value: system })),
          },
          { name: 'priority', label: 'Priority', options: options(['P1', 'P2', 'P3', 'P4']) },
        ],
        do({ system, priority }) {
          const chosen = paged.find(one => one.system === system) ?? paged[0]!
          const title = alerts[fired++ % alerts.length]!
          world().pagerduty.fire({
            service: pagerdutyServices(chosen)[0]!,
            title,
            priority: priority ?? 'P1',
          })
          return `PagerDuty pages for ${chosen.title}: look into ${channelOf(chosen)}.`
        },
      },
      ...(stormy
        ? [
            {
              id: 'storm',
              label: 'Forty alerts at once',
              hint: `Of ${stormy.title}: one message tells of them all at once, and a button on it takes them; their cards follow.`,
              do() {
                for (let i = 1; i <= 40; i++)
                  world().pagerduty.fire({
                    service: pagerdutyServices(stormy)[0]!,
                    title: `${alerts[i % alerts.length]} (${i} of 40)`,
                    priority: i % 8 === 0 ? 'P1' : 'P2',
                  })
                return `Forty pages: look into ${channelOf(stormy)}.`
              },
            },
          ]
        : []),
      {
        id: 'acknowledge',
        label: 'Acknowledge it there',
        do() {
          const { id, title } = latest()
          world().pagerduty.acknowledge(id, world().pagerdutyUser('ana'))
          return `Ana has acknowledged "${title}" in PagerDuty.`
        },
      },
      {
        id: 'resolve',
        label: 'The monitor recovers',
        do() {
          const { id, title } = latest()
          world().pagerduty.resolve(id)
          return `"${title}" is resolved in PagerDuty.`
        },
      },
    ],
  }
}
