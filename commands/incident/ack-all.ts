import { z } from 'zod'
import { counted } from '../../src/domain/counted.ts'
import { UserError } from '../../src/domain/errors.ts'
import type { Incident } from '../../src/domain/incident.ts'
import { isOfThese } from '../../src/domain/routing.ts'
import type { System } from '../../src/domain/system.ts'
import { byWeight } from '../../src/domain/weight.ts'
import { type Call, systemCommand } from '../../src/engine/command.ts'
import { confirmed } from '../reply.ts'

/** So many are acknowledged at a time. */
const atATime = 50

export const ackAll = systemCommand({
  name: 'incident ack-all',
  aliases: ['ack-all'],
  summary: 'Take every incident of a system here that nobody has yet',
  example: 'incident ack-all --system {system}',
  args: z.object({}),
  permission: 'responders',
  async run(call) {
    const { system, faces } = call
    const environments = await environmentsHere(call)
    const open = await faces.incidents.open([system.system])
    const nobodyHas = open
      .filter(incident => incident.state === 'triggered' && isOfThese(incident, environments, system))
      .sort(byWeight)
    if (nobodyHas.length === 0)
      throw new UserError(`Somebody has every open incident of ${system.title} here already.`, listAll)

    let yours = 0
    for (let i = 0; i < nobodyHas.length; i += atATime) {
      const taken = await Promise.all(nobodyHas.slice(i, i + atATime).map(incident => take(incident, call)))
      yours += taken.filter(isYours => isYours).length
    }
    const others = nobodyHas.length - yours
    return confirmed(
      [
        `${counted(yours, 'incident')} of ${system.title} ${yours === 1 ? 'is' : 'are'} yours.`,
        others > 0 ? ` ${others} went to somebody else meanwhile.` : '',
      ],
      [listAll],
    )
  },
})

const listAll = { label: 'List incidents', command: 'incident list' }

type SystemCall = Call<object> & { system: System }

/** Those that live in this channel; with Belay alone, all there are. */
async function environmentsHere({ system, invocation: { channel }, faces }: SystemCall): Promise<string[]> {
  const living = channel === undefined ? [] : await faces.systems.inChannel(channel)
  const here = living.filter(one => one.system.system === system.system).map(({ environment }) => environment)
  return here.length > 0 ? here : Object.keys(system.environments)
}

/** Whether it is the person's now: somebody else may have come first. */
async function take(incident: Incident, { actor, invocation, faces }: SystemCall): Promise<boolean> {
  try {
    const event = { type: 'acknowledge', by: actor } as const
    await faces.incidents.apply(incident, event, `${invocation.id}:${incident.id}`)
    return true
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}
