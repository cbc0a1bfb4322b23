import { z } from 'zod'
import { UserError } from '../../src/domain/errors.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { serviceOf } from '../about.ts'
import { changeArgs } from '../change-args.ts'
import { Megabytes } from '../megabytes.ts'
import { request } from '../request.ts'

const Memory = Megabytes.refine(
  mb => mb >= 128 && mb <= 10_240,
  'expected 128 to 10240 MB, which is what Lambda takes',
)

export const lambdaMemory: Command = systemCommand({
  name: 'lambda memory',
  knownAs: ['aws lambda update-function-configuration'],
  summary: 'Change how much memory a function has',
  more: 'And processor with it.',
  example: 'lambda memory {service} 2048',
  needs: ['lambda'],
  args: z.object({ memory: Memory.optional(), ...changeArgs }),
  positional: ['service', 'memory'],
  permission: 'operators',
  async run(call) {
    const { memory } = call.args
    serviceOf(call)
    if (memory === undefined) throw new UserError('How many MB? As in: lambda memory {service} 2048')
    return request(call, { operation: 'lambda memory', input: { memory } })
  },
})
