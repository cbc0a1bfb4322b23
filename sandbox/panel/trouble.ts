import type { World } from '../world.ts'
import type { Group } from './doing.ts'

/** What goes wrong with Belay itself and with what it stands on. */
export const trouble = (world: () => World): Group => ({
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
})
