import { z } from 'zod'
import { UserError } from '../../src/domain/errors.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { serviceOf } from '../about.ts'
import { changeArgs } from '../change-args.ts'
import { Count } from '../count.ts'
import { request } from '../request.ts'

export const lambdaConcurrency: Command = systemCommand({
  name: 'lambda concurrency',
  aliases: ['lambda warm'],
  summary: 'Change how many environments are kept warm',
  more: 'Of a function; --for 2h takes it back by itself.',
  example: 'lambda concurrency {service} 5 --for 2h',
  needs: ['lambda'],
  args: z.object({ count: Count.describe('a number of environments').optional(), ...changeArgs }),
  positional: ['service', 'count'],
  permission: 'operators',
  async run(call) {
    const { count } = call.args
    serviceOf(call)
    if (count === undefined)
      throw new UserError('How many are to be kept warm? As in: lambda concurrency {service} 5')
    return request(call, { operation: 'lambda concurrency', input: { count } })
  },
})
