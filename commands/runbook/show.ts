import { z } from 'zod'
import { type Command, systemCommand } from '../../src/engine/command.ts'
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
  async run({ args, system, environment, invocation, faces }) {
    const volume = await volumeOf(system, faces)
    const procedure = namedProcedure(volume, args.procedure, system)
    const where = { system, environment, incident: args.incident }
    const message = await procedureCard(volume, procedure, where, { from: args.from, faces })
    return toReaders(invocation, message)
  },
})
