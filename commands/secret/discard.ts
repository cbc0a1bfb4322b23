import { z } from 'zod'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { request } from '../request.ts'
import { changeOfSecret, secretOf } from './secret.ts'

export const discardSecret: Command = systemCommand({
  name: 'secret discard',
  summary: 'Drop a value put aside for a secret',
  more: 'One that never became current.',
  example: 'secret discard {givable}',
  args: z.object(changeOfSecret),
  positional: ['secret'],
  permission: 'operators',
  quiet: true,
  run: call => request(call, { operation: 'secret discard', input: { secret: secretOf(call) }, all: true }),
})
