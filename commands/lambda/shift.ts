import { z } from 'zod'
import { UserError } from '../../src/domain/errors.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { lineOf } from '../../src/engine/line.ts'
import { serviceOf } from '../about.ts'
import { changeArgs } from '../change-args.ts'
import { request } from '../request.ts'
import { Weight } from './weight.ts'

const Version = z
  .string()
  .regex(/^\d{1,9}$/, 'expected the number of a version')
  .transform(Number)
  .describe('the number of a version')

export const lambdaShift: Command = systemCommand({
  name: 'lambda shift',
  summary: 'Lead a function’s alias to a version',
  more: 'Or a share of its calls, with --weight.',
  example: 'lambda shift {service} 8 --weight 10',
  needs: ['lambda'],
  args: z.object({ version: Version.optional(), weight: Weight.optional(), ...changeArgs }),
  positional: ['service', 'version'],
  permission: 'operators',
  async run(call) {
    const { version, weight } = call.args
    const service = serviceOf(call)
    if (version === undefined)
      throw new UserError('To which version? As in: lambda shift {service} 8', {
        label: 'Show its versions',
        command: lineOf('lambda', { system: call.system.system, environment: call.environment, service }),
      })
    const input = { version, ...(weight !== undefined && { weight }) }
    return request(call, { operation: 'lambda shift', input })
  },
})
