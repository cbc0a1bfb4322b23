import { z } from 'zod'
import { words } from '../../blocks/rich.ts'
import { atNear } from '../../blocks/time.ts'
import { milliseconds, shortestMs } from '../../src/domain/duration.ts'
import { UserError } from '../../src/domain/errors.ts'
import { longestBoxMs, noLongerThanThat } from '../../src/domain/run/plan.ts'
import { type Command, runCommand } from '../../src/engine/command.ts'
import { confirmed } from '../reply.ts'

export const extend: Command = runCommand({
  name: 'run extend',
  summary: 'Have a change for a while last longer',
  example: 'run extend 9f3c2a71d04be856 30m',
  args: z.object({
    duration: milliseconds(shortestMs, longestBoxMs, noLongerThanThat)
      .describe('a duration')
      .default(1_800_000),
    /** When it was to be taken back as somebody saw it: pressed again, a button asks for no more. */
    from: z.coerce.number().int().optional(),
  }),
  positional: ['duration'],
  permission: 'operators',
  deed: 'have this last longer',
  async run({ args: { duration, from }, asked, actor, invocation, faces }) {
    if (!asked.undo) throw new UserError('It stays as it is: nothing takes it back.')
    const until = (from ?? asked.undo.at) + duration
    if (until - faces.now() > longestBoxMs)
      throw new UserError('A change for a while lasts 24 h at most. Make it for good instead, without --for.')
    const run = await faces.runs.apply(asked, { type: 'extend', until, by: actor }, invocation.id)
    return confirmed([`${run.plan.title}: taken back `, words(atNear(until, faces.now())), '.'])
  },
})
