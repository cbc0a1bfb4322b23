import { z } from 'zod'
import { groupName, shortName } from '../../domain/short-name.ts'
import { lineAt } from '../line-at.ts'
import type { Read } from '../read.ts'
import { counts } from '../running.ts'
import { type ColoursDeps, sidesOf } from './colours.ts'

/** Which of the two is live, and what each runs. */
export const showColours = (deps: ColoursDeps): Read => ({
  name: 'bluegreen',
  input: z.object({}),
  async read(_, where) {
    const { live, idle, named } = await sidesOf(deps, where)
    const canSwitch = (idle.state?.running ?? 0) > 0
    return {
      title: `${named}: ${live.colour} is live, ${canSwitch ? `${idle.colour} runs beside it` : `${idle.colour} runs nothing`}`,
      lines: canSwitch
        ? []
        : [`\`bluegreen ${where.service!.name}\` with a version brings that up beside it.`],
      table: {
        columns: ['Colour', 'Live', 'Service', 'Runs', 'Tasks', 'Target group'],
        rows: [live, idle].map(side => [
          side.colour,
          side === live ? 'live' : '',
          side.target.service,
          side.state ? shortName(side.state.taskDefinition) : 'not made yet',
          side.state ? counts(side.state) : '',
          groupName(side.targetGroup),
        ]),
      },
      offers: canSwitch
        ? [
            { label: `Switch to ${idle.colour}`, command: lineAt('bluegreen switch', where) },
            { label: `End ${idle.colour}`, command: lineAt('bluegreen retire', where) },
          ]
        : idle.state
          ? [{ label: `Delete ${idle.colour}`, command: lineAt('bluegreen delete', where) }]
          : [],
    }
  },
})
