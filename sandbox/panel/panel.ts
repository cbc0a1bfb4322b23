import type { System } from '../../src/domain/system.ts'
import { inOrder } from '../cast.ts'
import type { Panel } from '../slack/page/panel.ts'
import type { World } from '../world.ts'
import type { Group } from './doing.ts'
import { monitors } from './monitors.ts'
import { openIn, pagerduty } from './pagerduty.ts'
import { services } from './services.ts'
import { time, timeIn } from './time.ts'
import { trouble } from './trouble.ts'

const tour = [
  '1. **Fire an alert** below and open its channel.',
  '2. Nobody answers? **On to the next deadline**: the next level is told.',
  '3. **Acknowledge** on the card, and look into the thread.',
  '4. Say what you know: **Post update**; then **Resolve**.',
  '5. **A deploy breaks a service**: **Acknowledge** its card; **Health** there shows red.',
  '6. **Roll back** below that: choose what ran before, and type `deploy`.',
  '7. Be Ben (above), **Approve** it in the thread of the card, and watch the bar.',
  '8. **Health** again is green: **Resolve**.',
  '9. More: `/incident list`, `/silence`, `/belay runs`, `/belay help`.',
].join('\n')

/** The world beside the workspace: alerts, PagerDuty, services, time and trouble. `world` is there once it has begun. */
export function createPanel(given: System[], world: () => World): Panel {
  const systems = inOrder(given)
  const groups: Group[] = [
    pagerduty(systems, world),
    time(world),
    services(systems, world),
    monitors(systems, world),
    trouble(world),
  ].filter(({ acts }) => acts.length > 0)
  const acts = new Map(groups.flatMap(({ acts }) => acts.map(act => [act.id, act])))
  return {
    title: 'The world outside',
    groups: groups.map(({ title, acts }) => ({ title, acts: acts.map(({ do: _, ...act }) => act) })),
    tour,
    state: () => [
      `${timeIn(world())}${world().clock().rate() === 1 ? '' : `, ${world().clock().rate()} times as fast`}`,
      ...openIn(world()).map(({ title, status, level }) => `PagerDuty: ${status}, level ${level} · ${title}`),
    ],
    async act(id, fields) {
      const act = acts.get(id)
      if (!act) throw new Error(`There is no ${id}.`)
      return act.do(fields)
    },
  }
}
