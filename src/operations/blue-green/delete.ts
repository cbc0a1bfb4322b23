import { z } from 'zod'
import { counted } from '../../domain/counted.ts'
import { UserError } from '../../domain/errors.ts'
import { shortName } from '../../domain/short-name.ts'
import { deleteService } from '../../ports/calls/blue-green.ts'
import { callOf } from '../../ports/calls/call.ts'
import type { Operation } from '../operation.ts'
import { type ColoursDeps, type Side, sidesOf, whichIsLive } from './colours.ts'

/** The colour that is meant, by its name or that of its service; without it, the one that is not live. */
const input = z.object({ colour: z.string().optional() })

/** Deletes the service of the one that is not live, with the tasks that it has. */
export const deleteColour = (deps: ColoursDeps): Operation<z.infer<typeof input>> => ({
  name: 'bluegreen delete',
  risk: 'destructive',
  input,
  async plan({ colour }, where) {
    const { live, idle, listener, named, resource } = await sidesOf(deps, where)
    if (colour !== undefined && !isCalled(idle, colour))
      throw new UserError(
        isCalled(live, colour)
          ? `${live.colour} of ${named} is live, and the live one is not deleted.`
          : `${named} has no colour "${colour.slice(0, 60)}": ${live.colour} is live, ${idle.colour} is not.`,
        whichIsLive(where),
      )
    if (!idle.state)
      throw new UserError(
        `${idle.colour} of ${named} is not there: ${live.colour} is live, and alone.`,
        whichIsLive(where),
      )
    if (idle.state.isDraining)
      throw new UserError(`${idle.colour} of ${named} is being deleted already.`, whichIsLive(where))
    const { desired, taskDefinition } = idle.state
    return {
      title: `delete ${idle.colour} of ${named}`,
      shifts: [
        {
          from: `${idle.colour}  ${idle.target.service}, ${counted(desired, 'task')} of ${shortName(taskDefinition)}`,
          to: 'GONE',
        },
      ],
      now: [`${live.colour} is live`],
      warnings: [
        `\`bluegreen ${where.service!.name}\` with a version makes it anew, like the live one: where it runs, and what is sent to it. What else it had, auto scaling, say, is lost.`,
        'Nothing is there to be switched back to then: `bluegreen retire` ends its tasks alone, and keeps it.',
      ],
      calls: [
        callOf(deleteService, {
          on: idle.target.service,
          sets: desired === 0 ? 'which has no tasks' : `with its ${counted(desired, 'task')}`,
          params: { ...idle.target, taskDefinition, listener, targetGroup: idle.targetGroup },
        }),
      ],
      resources: [resource],
    }
  },
})

/** `green`, or `arbor-production-backend-green`, whatever its service is called. */
const isCalled = ({ colour, target }: Side, typed: string): boolean =>
  typed === colour || typed.endsWith(`-${colour}`) || typed === shortName(target.service)
