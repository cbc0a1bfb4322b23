import { z } from 'zod'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { request } from '../request.ts'
import { changeOfSecret, secretOf } from './secret.ts'

export const rotateSecret: Command = systemCommand({
  name: 'secret rotate',
  knownAs: ['aws secretsmanager rotate-secret'],
  summary: 'Give a secret another value',
  more: 'Its database as well; those who read it are restarted.',
  example: 'secret rotate {rotatable} --reason "somebody has left"',
  args: z.object(changeOfSecret),
  positional: ['secret'],
  permission: 'operators',
  quiet: true,
  run: call => request(call, { operation: 'secret rotate', input: { secret: secretOf(call) }, all: true }),
})
