import type { System } from '../../src/domain/system.ts'
import { inOrder } from '../cast.ts'
import type { Panel } from '../slack/page/panel.ts'
import type { World } from '../world.ts'
import type { Group } from './doing.ts'
import { monitors } from './monitors.ts'
import { openIn, pagerduty } from './pagerduty.ts'
import { services } from './services.ts'
import { time } from './time.ts'
import { trouble } from './trouble.ts'

const tour = [
  '1. **Fire an alert**: its card comes. Open the thread below it.',
  '2. Nobody answers? **On to the next deadline**: the next level is told.',
  '3. **Acknowledge** on the card; say what you know: **Post update**; then **Resolve**.',
  '4. **A deploy breaks a service**: **Acknowledge** its card; **Health** there shows red.',
  '5. **Roll back** below that: what ran before is chosen; type `deploy`.',
  '6. Be Ben (above), **Approve** it in the thread of the card, and watch the bar.',
  '7. **Health** again is green: be Ana, and **Resolve**.',
  '8. **Slack goes away**: fire an alert, let the next deadline come; then **Slack is back**.',
  '9. More: **Forty alerts at once**, `/belay runbook scaling`, `/belay metrics api-gateway`, `/incident list`, `/silence`, `/belay help`.',
].join('\n')

/** So many of what is open in PagerDuty have a line, the latest: those that the acts there are about. */
const lines = 3

const inPagerDuty = (open: ReturnType<typeof openIn>): string[] => [
  ...open.slice(-lines).map(({ title, status, level }) => `PagerDuty: ${status}, level ${level} · ${title}`),
  ...(open.length > lines ? [`and ${open.length - lines} before`] : []),
]

/** The world beside the workspace: alerts, PagerDuty, services, time and trouble. `world` is there once it has begun. */
export function createPanel(given: System[], world: () => World): Panel {
  const systems = inOrder(given)
  const troubles = trouble(world)
  const groups: Group[] = [
    pagerduty(systems, world),
    time(world),
    services(systems, world),
    monitors(systems, world),
    troubles.group,
  ].filter(({ acts }) => acts.length > 0)
  const acts = new Map(groups.flatMap(({ acts }) => acts.map(act => [act.id, act])))
  return {
    title: 'The world outside',
    groups: groups.map(({ title, acts }) => ({ title, acts: acts.map(({ do: _, ...act }) => act) })),
    tour,
    state: () => [
      world().clock().now(),
      ...(world().clock().rate() === 1 ? [] : [`${world().clock().rate()} times as fast`]),
      ...troubles.away(),
      ...inPagerDuty(openIn(world())),
    ],
    async act(id, fields) {
      const act = acts.get(id)
      if (!act) throw new Error(`There is no ${id}.`)
      return act.do(fields)
    },
  }
}
