import { z } from 'zod'
import { mergeModal } from '../../blocks/modals.ts'
import { UserError } from '../../src/domain/errors.ts'
import { type Incident, label } from '../../src/domain/incident.ts'
import type { System } from '../../src/domain/system.ts'
import { type Command, incidentCommand } from '../../src/engine/command.ts'
import type { Incidents } from '../../src/engine/faces.ts'
import { askFor, confirmed } from '../reply.ts'

const Other = z
  .string()
  .regex(/^#?(?:inc-?)?\w{1,64}$/i, 'expected an incident such as INC-41')
  .describe('the incident to carry on in')

export const merge: Command = incidentCommand({
  name: 'incident merge',
  aliases: ['merge'],
  summary: 'Carry on in another that is the same trouble',
  example: 'incident merge INC-42 INC-41',
  args: z.object({ into: Other.optional() }),
  positional: ['into'],
  permission: 'responders',
  async run({ args, incident, system, actor, invocation, faces }) {
    if (args.into === undefined) {
      const view = mergeModal(incident, await faces.incidents.open([incident.system]))
      if (view) return askFor('merge', incident, faces, view)
      throw new UserError(`No other incident of ${system.title} is open to merge ${label(incident)} into.`)
    }
    const into = await other(args.into, system, faces.incidents)
    await faces.incidents.merge(incident, into, actor, invocation.id)
    return confirmed(
      [`${label(incident)} is merged into ${label(into)}: carry on there.`],
      [{ label: `Show ${label(into)}`, command: `incident show ${into.id}` }],
    )
  },
})

/** An incident of another system is none that this one could go on in, and is not told of. */
async function other(text: string, system: System, incidents: Incidents): Promise<Incident> {
  const number = /^#?(?:inc-?)?(\d+)$/i.exec(text)?.[1]
  const found = await incidents.find(number ?? text)
  if (found && found.system === system.system) return found
  throw new UserError(
    `${system.title} has no incident ${text}. Look it up in the list, as in: incident list`,
    { label: 'List incidents', command: 'incident list' },
  )
}
