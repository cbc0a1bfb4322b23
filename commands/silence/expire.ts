import { z } from 'zod'
import { UserError } from '../../src/domain/errors.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { lineOf } from '../../src/engine/line.ts'
import { request } from '../request.ts'

export const expireSilence: Command = systemCommand({
  name: 'silence expire',
  aliases: ['silence end', 'unsilence'],
  summary: 'End a silence before its time',
  example: 'silence expire 5c3f9a1e',
  args: z.object({
    id: z.string().trim().min(4).max(64).describe('the beginning of a silence’s id').optional(),
    incident: z.string().describe('an incident').optional(),
  }),
  positional: ['id'],
  permission: 'operators',
  async run(call) {
    const { id } = call.args
    if (id === undefined)
      throw new UserError('Which silence?', {
        label: 'Show silences',
        command: lineOf('silence list', { system: call.system.system, environment: call.environment }),
      })
    const asked = { ...call, args: { ...call.args, 'dry-run': false } }
    return request(asked, { operation: 'silence expire', risk: 'mild', input: { id }, all: true })
  },
})
