import { z } from 'zod'
import { UserError } from '../../src/domain/errors.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { changeArgs, request } from '../request.ts'

const Memory = z
  .string()
  .regex(/^\d{1,5}\s?(?:MB)?$/i, 'expected a number of MB')
  .transform(text => Number.parseInt(text, 10))
  .refine(mb => mb >= 128 && mb <= 10_240, 'expected 128 to 10240 MB, which is what Lambda takes')
  .describe('a number of MB')

export const lambdaMemory: Command = systemCommand({
  name: 'lambda memory',
  summary: 'Change how much memory a function has',
  more: 'And processor with it.',
  example: 'lambda memory weather-monitor 2048',
  args: z.object({ memory: Memory.optional(), ...changeArgs }),
  positional: ['service', 'memory'],
  permission: 'operators',
  async run(call) {
    const { memory } = call.args
    if (memory === undefined) throw new UserError('How many MB? As in: lambda memory weather-monitor 2048')
    return request(call, { operation: 'lambda memory', input: { memory } })
  },
})
