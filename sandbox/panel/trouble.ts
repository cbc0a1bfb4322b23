import type { World } from '../world.ts'
import type { Group } from './doing.ts'

interface Outage {
  id: string
  name: string
  hint: string
  /** Answers how it ends. */
  begin(): () => void
}

/** What goes wrong with Belay itself and with what it stands on; `away` tells of what is away now, a line each. */
export function trouble(world: () => World): { group: Group; away(): string[] } {
  const ends = new Map<string, () => void>()
  const outage = ({ id, name, hint, begin }: Outage): Group['acts'] => [
    {
      id: `${id}-away`,
      label: `${name} goes away`,
      hint,
      do() {
        if (!ends.has(name)) ends.set(name, begin())
        return `Every call to ${name} fails from now on.`
      },
    },
    {
      id: `${id}-back`,
      label: `${name} is back`,
      do() {
        ends.get(name)?.()
        ends.delete(name)
        return `${name} answers again: what it is owed comes within seconds.`
      },
    },
  ]
  const group: Group = {
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
      ...outage({
        id: 'slack',
        name: 'Slack',
        hint: 'Fire an alert now, and go on to the next deadline: the level rises in PagerDuty all the same. Once Slack is back, all of it stands there, once.',
        begin: () => world().slack.fail({ does: { status: 503 } }).heal,
      }),
      ...outage({
        id: 'pagerduty',
        name: 'PagerDuty',
        hint: 'Acknowledge in Slack now: the ladder stops at once, and PagerDuty hears of it when it is back.',
        begin() {
          const { faults } = world().pagerduty
          faults.fail({ how: 'down' })
          return faults.heal
        },
      }),
    ],
  }
  return { group, away: () => [...ends.keys()].map(name => `${name} is away`) }
}
