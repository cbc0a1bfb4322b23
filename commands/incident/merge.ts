import { z } from 'zod'
import { mergeModal } from '../../blocks/modals.ts'
import { UserError } from '../../src/domain/errors.ts'
import { label } from '../../src/domain/incident.ts'
import { incidentNumber } from '../../src/domain/incident-name.ts'
import { type Command, incidentCommand } from '../../src/engine/command.ts'
import { incidentNamed } from '../about.ts'
import { askFor, confirmed } from '../reply.ts'

const Other = z
  .string()
  .refine(text => incidentNumber(text) || /^\w{4,64}$/.test(text), 'expected an incident such as INC-41')
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
    const into = await incidentNamed(args.into, system, faces.incidents)
    await faces.incidents.merge(incident, into, actor, invocation.id)
    return confirmed(
      [`${label(incident)} is merged into ${label(into)}: carry on there.`],
      [{ label: `Show ${label(into)}`, command: `incident show ${into.id}` }],
    )
  },
})
