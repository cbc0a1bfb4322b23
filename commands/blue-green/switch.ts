import { z } from 'zod'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { changeArgs } from '../change-args.ts'
import { request } from '../request.ts'

export const switchColours: Command = systemCommand({
  name: 'bluegreen switch',
  summary: 'Send traffic to the other of two colours',
  more: 'Both run; the load balancer is led over.',
  example: 'bluegreen switch {service}',
  needs: ['blueGreen'],
  args: z.object(changeArgs),
  positional: ['service'],
  permission: 'operators',
  run: call => request(call, { operation: 'bluegreen switch', input: {} }),
})
