import { z } from 'zod'
import { milliseconds, shortestMs } from '../../src/domain/duration.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { longestMs } from '../../src/operations/silence.ts'
import { changeSilence, silenceArgs } from './which.ts'

export const extendSilence: Command = systemCommand({
  name: 'silence extend',
  summary: 'Have a silence last longer than it would',
  example: 'silence extend 5c3f9a1e 1h',
  args: z.object({
    ...silenceArgs,
    by: milliseconds(shortestMs, longestMs, 'a silence lasts 24 h at most')
      .describe('a duration')
      .default(3_600_000),
  }),
  positional: ['id', 'by'],
  permission: 'operators',
  run: async call => changeSilence(call, 'silence extend', { byMs: call.args.by }),
})
