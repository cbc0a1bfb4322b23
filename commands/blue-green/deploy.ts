import { z } from 'zod'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { serviceOf } from '../about.ts'
import { changeArgs } from '../change-args.ts'
import { look } from '../look.ts'
import { request } from '../request.ts'

export const blueGreen: Command = systemCommand({
  name: 'bluegreen',
  aliases: ['blue-green'],
  summary: 'Bring a version up beside the live one',
  more: 'Look at it, and switch to it. Without a version, which is live.',
  example: 'bluegreen {service} {version}',
  needs: ['blueGreen'],
  args: z.object({ version: z.string().trim().describe('a version').optional(), ...changeArgs }),
  positional: ['service', 'version'],
  permission: 'responders',
  takes: ({ version }) => (version === undefined ? 'responders' : 'operators'),
  async run(call) {
    const { version } = call.args
    if (version === undefined) return look(call, 'bluegreen', {}, serviceOf(call))
    return request(call, { operation: 'bluegreen', input: { version } })
  },
})
