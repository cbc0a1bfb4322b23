import { z } from 'zod'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { request } from '../request.ts'
import { changeOfSecret, secretOf } from './secret.ts'

export const tellSecret: Command = systemCommand({
  name: 'secret tell',
  summary: 'Have its database and copies take what a secret holds',
  more: 'Where the two do not agree.',
  example: 'secret tell {secrets database}',
  args: z.object({
    ...changeOfSecret,
    to: z.string().describe('one of the places that its system file names').optional(),
  }),
  positional: ['secret'],
  permission: 'operators',
  quiet: true,
  run(call) {
    const { to } = call.args
    const input = { secret: secretOf(call), ...(to !== undefined && { to }) }
    return request(call, { operation: 'secret tell', input, all: true })
  },
})
