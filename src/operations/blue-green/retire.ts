import { z } from 'zod'
import { counted } from '../../domain/counted.ts'
import { UserError } from '../../domain/errors.ts'
import { shortName } from '../../domain/short-name.ts'
import { callOf } from '../../ports/calls/call.ts'
import { setDesiredCount } from '../../ports/calls/ecs.ts'
import type { Operation } from '../operation.ts'
import { type ColoursDeps, sidesOf, whichIsLive } from './colours.ts'

/** Ends the tasks of the one that is not live. The service stays, with none, for the next time. */
export const retireColour = (deps: ColoursDeps): Operation => ({
  name: 'bluegreen retire',
  risk: 'change',
  input: z.object({}),
  async plan(_, where) {
    const { live, idle, named, resource } = await sidesOf(deps, where)
    if (!idle.state || idle.state.desired === 0)
      throw new UserError(
        `${idle.colour} of ${named} has no tasks: ${live.colour} is live, and alone.`,
        whichIsLive(where),
      )
    const { desired, taskDefinition } = idle.state
    const set = (from: number, to: number) =>
      callOf(setDesiredCount, {
        on: idle.target.service,
        sets: counted(to, 'task'),
        params: { ...idle.target, from, to },
      })
    return {
      title: `end ${idle.colour} of ${named}`,
      shifts: [{ from: `${idle.colour}  ${desired} tasks of ${shortName(taskDefinition)}`, to: 'none' }],
      now: [`${live.colour} is live`],
      warnings: ['There is no switching back in seconds then: its tasks have to come up again first.'],
      calls: [set(desired, 0)],
      undo: [set(0, desired)],
      resources: [resource],
    }
  },
})
