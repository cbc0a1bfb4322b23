import { z } from 'zod'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { request } from '../request.ts'
import { changeOfSecret, secretOf } from './secret.ts'

export const tellSecret: Command = systemCommand({
  name: 'secret tell',
  summary: 'Have a database take the password in its secret',
  more: 'Where the two do not agree.',
  example: 'secret tell {secrets database}',
  args: z.object(changeOfSecret),
  positional: ['secret'],
  permission: 'operators',
  run: call => request(call, { operation: 'secret tell', input: { secret: secretOf(call) }, all: true }),
})
