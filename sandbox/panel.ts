import { inWords } from '../src/domain/duration.ts'
import { pagerdutyServices } from '../src/domain/routing.ts'
import type { System } from '../src/domain/system.ts'
import { inOrder } from './cast.ts'
import type { Act, Panel } from './slack/page/panel.ts'
import type { World } from './world.ts'

/** What breaks, as monitors put it. */
const alerts = [
  'p99 latency above 3 s',
  '5xx rate above 10 %',
  'connections to the database above 90 %',
  'health check fails',
]

/** Something that the visitor can make happen, and what it then says. */
interface Doing extends Act {
  do(chosen: Record<string, string>): string | Promise<string>
}

/** The world beside the workspace: alerts, PagerDuty, services, time and trouble. `world` is there once it has begun. */
export function createPanel(given: System[], world: () => World): Panel {
  const systems = inOrder(given)
  let fired = 0
  const options = (values: string[]) => values.map(value => ({ label: value, value }))
  const paged = systems.filter(system => pagerdutyServices(system).length > 0)
  const health = systems.flatMap(system =>
    Object.values(system.environments).flatMap(({ services }) => Object.values(services)),
  )
  const addresses = health.flatMap(({ health }) => (health ? [health] : []))

  const open = () => world().pagerduty.incidents.filter(({ status }) => status !== 'resolved')
  const latest = () => {
    const last = open().at(-1)
    if (!last) throw new Error('No incident is open in PagerDuty: fire an alert first.')
    return last
  }
  const at = () => new Date(world().clock().now()).toISOString().slice(11, 19)

  const groups: { title: string; acts: Doing[] }[] = [
    {
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
            const [environment] = Object.values(chosen.environments)
            return `PagerDuty pages for ${chosen.title}: look into ${environment?.channel}.`
          },
        },
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
    },
    {
      title: 'Time',
      acts: [
        {
          id: 'deadline',
          label: 'On to the next deadline',
          do: async () => {
            const due = await world().nextDeadline()
            if (due === undefined) throw new Error('No clock is running: fire an alert first.')
            const later = Math.max(0, due - world().clock().now())
            await world().clock().advance(later)
            return `${inWords(later)} later: it is ${at()} UTC now.`
          },
        },
        {
          id: 'rate',
          label: 'Run the clock',
          fields: [
            {
              name: 'rate',
              label: 'How fast',
              options: ['1', '60'].map(value => ({ label: `${value}×`, value })),
            },
          ],
          do: async ({ rate }) => {
            await world()
              .clock()
              .set({ rate: Number(rate ?? 1) })
            return rate === '60' ? 'A minute takes a second now.' : 'A minute takes a minute again.'
          },
        },
      ],
    },
    {
      title: 'Services',
      acts: [
        {
          id: 'break',
          label: 'Break a health address',
          fields: [
            { name: 'address', label: 'Address', options: options(addresses) },
            { name: 'how', label: 'How', options: options(['503', 'slow', 'no answer']) },
          ],
          do({ address = addresses[0]!, how }) {
            const state = {
              '503': { is: 'failing' },
              slow: { is: 'slow', afterMs: 2_400 },
              'no answer': { is: 'hanging' },
            } as const
            world().endpoints.set(address, state[(how ?? '503') as keyof typeof state])
            return `Type /health to see it.`
          },
        },
        {
          id: 'mend',
          label: 'Mend all of them',
          do() {
            for (const address of addresses) world().endpoints.set(address, { is: 'ok' })
            return 'Every address is fine again.'
          },
        },
      ],
    },
    {
      title: 'Trouble',
      acts: [
        {
          id: 'restart',
          label: 'Restart Belay',
          hint: 'Nothing is lost: everything owed is in Redis.',
          do: async () => {
            await world().restart()
            return 'Belay was stopped and started.'
          },
        },
        {
          id: 'pagerduty-away',
          label: 'PagerDuty goes away for a while',
          do() {
            world().pagerduty.faults.fail({ how: 'down', times: 20 })
            return 'The next 20 calls to PagerDuty fail; what it is owed is done later.'
          },
        },
      ],
    },
  ]

  const acts = new Map(groups.flatMap(({ acts }) => acts.map(act => [act.id, act])))
  return {
    title: 'The world outside',
    groups: groups.map(({ title, acts }) => ({ title, acts: acts.map(({ do: _, ...act }) => act) })),
    tour: [
      '1. **Fire an alert** below and open its channel.',
      '2. Nobody answers? **On to the next deadline**: the next level is told.',
      '3. **Acknowledge** on the card, and look into the thread.',
      '4. Say what you know: **Post update**; then **Resolve**.',
      '5. Be somebody else (above), or type `/incident list`, `/health`, `/belay help`.',
    ].join('\n'),
    state: () => [
      `${at()} UTC${world().clock().rate() === 1 ? '' : `, ${world().clock().rate()} times as fast`}`,
      ...open().map(({ title, status, level }) => `PagerDuty: ${status}, level ${level} · ${title}`),
    ],
    async act(id, fields) {
      const act = acts.get(id)
      if (!act) throw new Error(`There is no ${id}.`)
      return act.do(fields)
    },
  }
}
