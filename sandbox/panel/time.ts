import { inWords } from '../../src/domain/duration.ts'
import type { World } from '../world.ts'
import type { Group } from './doing.ts'

/** Time goes by as quickly as the visitor likes. */
export const time = (world: () => World): Group => ({
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
        return `${inWords(later)} later.`
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
})
