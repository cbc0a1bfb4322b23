import { z } from 'zod'
import { UserError } from '../src/domain/errors.ts'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { changeArgs, request } from './request.ts'

const Count = z
  .string()
  .regex(/^\d{1,4}$/, 'expected a number of tasks')
  .transform(Number)
  .describe('a number of tasks')

export const scale: Command = systemCommand({
  name: 'scale',
  summary: 'Change how many tasks a service runs; --for 30m takes it back by itself',
  example: 'scale api-gateway 5 --for 30m',
  args: z.object({ count: Count.optional(), ...changeArgs }),
  positional: ['service', 'count'],
  permission: 'operators',
  async run(call) {
    const { count } = call.args
    if (count === undefined) throw new UserError('To how many tasks? As in: scale api-gateway 5')
    return request(call, { operation: 'scale', input: { count } })
  },
})
