import { z } from 'zod'
import { Milliseconds } from '../../src/domain/duration.ts'
import { UserError } from '../../src/domain/errors.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { lineOf } from '../../src/engine/line.ts'
import { request } from '../request.ts'

export const extendSilence: Command = systemCommand({
  name: 'silence extend',
  summary: 'Have a silence last longer than it would',
  example: 'silence extend 5c3f9a1e 1h',
  args: z.object({
    id: z.string().trim().min(4).max(64).describe('the beginning of a silence’s id').optional(),
    by: Milliseconds.describe('a duration').default(3_600_000),
    incident: z.string().describe('an incident').optional(),
  }),
  positional: ['id', 'by'],
  permission: 'operators',
  async run(call) {
    const { id, by } = call.args
    if (id === undefined)
      throw new UserError('Which silence?', {
        label: 'Show silences',
        command: lineOf('silence list', { system: call.system.system, environment: call.environment }),
      })
    const asked = { ...call, args: { ...call.args, 'dry-run': false } }
    const input = { id, byMs: by }
    return request(asked, { operation: 'silence extend', risk: 'mild', input, all: true })
  },
})
