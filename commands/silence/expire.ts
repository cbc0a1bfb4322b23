import { z } from 'zod'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { changeSilence, silenceArgs } from './which.ts'

export const expireSilence: Command = systemCommand({
  name: 'silence expire',
  aliases: ['silence end', 'unsilence'],
  summary: 'End a silence before its time',
  example: 'silence expire 5c3f9a1e',
  args: z.object(silenceArgs),
  positional: ['id'],
  permission: 'operators',
  run: async call => changeSilence(call, 'silence expire'),
})
