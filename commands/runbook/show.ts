import { z } from 'zod'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { incidentOf } from '../about.ts'
import { toReaders } from '../reply.ts'
import { procedureCard } from './card.ts'
import { namedProcedure, volumeOf } from './volume.ts'

export const showProcedure: Command = systemCommand({
  name: 'runbook show',
  summary: 'A procedure, with what each step can do',
  example: 'runbook show {procedure}',
  args: z.object({
    procedure: z.string().describe('a procedure'),
    from: z.coerce.number().int().min(1).default(1),
    incident: z.string().describe('an incident').optional(),
  }),
  positional: ['procedure'],
  permission: 'responders',
  async run(call) {
    const { args, system, environment, invocation, faces } = call
    const volume = await volumeOf(system, faces)
    const procedure = namedProcedure(volume, args.procedure, call)
    const where = { system, environment, incident: await incidentOf(call) }
    const message = await procedureCard(volume, procedure, where, { from: args.from, faces })
    return toReaders(invocation, message)
  },
})
