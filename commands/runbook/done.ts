import { z } from 'zod'
import { UserError } from '../../src/domain/errors.ts'
import { label } from '../../src/domain/incident.ts'
import { stepsOf, stepTitle } from '../../src/domain/runbook/runbook.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { incidentOf } from '../about.ts'
import { confirmed } from '../reply.ts'
import { namedProcedure, volumeOf } from './volume.ts'

export const stepDone: Command = systemCommand({
  name: 'runbook done',
  summary: 'Note that you did a step by hand',
  more: 'It stands in the incident’s timeline.',
  example: 'runbook done {procedure} 1',
  args: z.object({
    procedure: z.string().describe('a procedure'),
    step: z.coerce.number().int().min(1).describe('the number of a step'),
    incident: z.string().describe('an incident').optional(),
  }),
  positional: ['procedure', 'step'],
  permission: 'responders',
  async run(call) {
    const { args, system, actor, invocation, faces } = call
    const procedure = namedProcedure(await volumeOf(system, faces), args.procedure, system)
    const step = stepsOf(procedure)[args.step - 1]
    if (!step) throw new UserError(`${procedure.path.at(-1)} has no step ${args.step}.`)
    const incident = await incidentOf(call)
    if (!incident) throw new UserError('Of which incident? Click it in the incident’s thread.')
    const text = `Done by hand: ${stepTitle(step)}`
    await faces.incidents.apply(incident, { type: 'note', text, by: actor }, invocation.id)
    return confirmed([`Noted in ${label(incident)}.`])
  },
})
