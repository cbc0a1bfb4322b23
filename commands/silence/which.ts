import { z } from 'zod'
import { UserError } from '../../src/domain/errors.ts'
import type { Params } from '../../src/domain/run/plan.ts'
import type { System } from '../../src/domain/system.ts'
import type { Call } from '../../src/engine/command.ts'
import { lineOf } from '../../src/engine/line.ts'
import type { Reply } from '../../src/ports/invocation.ts'
import { changeArgs } from '../change-args.ts'
import { request } from '../request.ts'

/** What every command about one silence takes. */
export const silenceArgs = {
  id: z
    .string()
    .trim()
    .min(4, 'expected at least four characters of its id')
    .max(64)
    .describe('the beginning of a silence’s id')
    .optional(),
  incident: z.string().describe('an incident').optional(),
  step: changeArgs.step,
}
type SilenceArgs = z.infer<z.ZodObject<typeof silenceArgs>>

/** Asks for a change of the silence that is named. */
export function changeSilence(
  { args: { id, incident, step }, ...call }: Call<SilenceArgs> & { system: System; environment: string },
  operation: string,
  more: Params = {},
): Promise<Reply> {
  const { system, environment } = call
  if (id === undefined)
    throw new UserError('Which silence?', {
      label: 'Show silences',
      command: lineOf('silence list', { system: system.system, environment }),
    })
  const asked = { ...call, args: { incident, step, 'dry-run': false } }
  return request(asked, { operation, input: { id, ...more }, all: true })
}
