import { z } from 'zod'
import { UserError } from '../../domain/errors.ts'
import type { Call } from '../../domain/run/plan.ts'
import { groupName, shortName } from '../../domain/short-name.ts'
import { switchListener } from '../../ports/calls/blue-green.ts'
import { callOf } from '../../ports/calls/call.ts'
import { accountOf } from '../account.ts'
import { checkHealth } from '../check-health.ts'
import type { Operation } from '../operation.ts'
import { type ColoursDeps, type Side, type Sides, sidesOf, whichIsLive } from './colours.ts'

/** Has the listener forward to the other one of two that both run. */
export const switchColours = (deps: ColoursDeps): Operation => ({
  name: 'bluegreen switch',
  risk: 'change',
  input: z.object({}),
  async plan(_, where) {
    const sides = await sidesOf(deps, where)
    const { live, idle, named, resource } = sides
    if (!idle.state || idle.state.running === 0)
      throw new UserError(
        `${idle.colour} of ${named} runs nothing: there is nothing to switch to. A version is brought up there by: bluegreen ${where.service!.name} <version>`,
        whichIsLive(where),
      )
    const { running, desired } = idle.state
    return {
      title: `switch ${named} to ${idle.colour}`,
      shifts: [{ from: sideInWords(live), to: sideInWords(idle) }],
      now: [`${live.colour} is live`],
      warnings:
        live.state && running < live.state.desired
          ? [`${idle.colour} runs ${running} of ${desired} tasks, and ${live.colour} ${live.state.desired}.`]
          : [],
      calls: [switching(sides), ...checkHealth(where)],
      undo: [switching({ ...sides, live: idle, idle: live })],
      resources: [resource],
    }
  },
})

/** The call that makes the idle one live. */
export const switching = ({ listener, live, idle }: Sides): Call =>
  callOf(switchListener, {
    on: listener.split('/').at(-3) ?? listener,
    sets: `forward to ${groupName(idle.targetGroup)}`,
    params: { ...accountOf(live.target), listener, from: live.targetGroup, to: idle.targetGroup },
  })

const sideInWords = ({ colour, state }: Side): string =>
  state ? `${colour}  ${shortName(state.taskDefinition)}` : colour
