import { z } from 'zod'
import { milestoneModal } from '../../blocks/modals.ts'
import { UserError } from '../../src/domain/errors.ts'
import { label } from '../../src/domain/incident.ts'
import { type Command, incidentCommand } from '../../src/engine/command.ts'
import { askFor, confirmed } from '../reply.ts'

export const milestone: Command = incidentCommand({
  name: 'incident milestone',
  aliases: ['milestone'],
  summary: 'Tick what the response was to have done by then',
  example: 'incident milestone INC-42 1',
  args: z.object({
    milestone: z.coerce.number().int().min(1).describe('the number of a milestone').optional(),
  }),
  positional: ['milestone'],
  permission: 'responders',
  async run({ args: { milestone: number }, incident, actor, invocation, faces }) {
    if (number !== undefined) {
      await faces.incidents.apply(incident, { type: 'milestone', number, by: actor }, invocation.id)
      return confirmed([`Ticked in ${label(incident)}.`])
    }
    const form = milestoneModal(incident)
    if (!form) throw new UserError(`${label(incident)} has no such milestone to tick.`)
    return askFor('milestone', incident, faces, form)
  },
})
