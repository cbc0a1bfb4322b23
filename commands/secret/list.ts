import { z } from 'zod'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { look } from '../look.ts'

export const listSecrets: Command = systemCommand({
  name: 'secrets',
  knownAs: ['aws secretsmanager list-secrets'],
  summary: 'The secrets of a system, and how old each is',
  more: 'With how old it may be, and who uses it.',
  example: 'secrets',
  args: z.object({}),
  permission: 'responders',
  quiet: true,
  run: call => look(call, 'secrets'),
})
