import { z } from 'zod'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { serviceOf } from './about.ts'
import { changeArgs } from './change-args.ts'
import { look } from './look.ts'
import { Megabytes } from './megabytes.ts'
import { request } from './request.ts'

const Units = z
  .string()
  .regex(/^\d{1,6}$/, 'expected a number of CPU units, of which a core has 1024')
  .transform(Number)

export const taskSize: Command = systemCommand({
  name: 'tasks size',
  summary: 'How much CPU and memory a task of ECS has',
  more: 'With --cpu or --memory it is set.',
  example: 'tasks size {service} --cpu 1024 --memory 2048',
  needs: ['ecs'],
  args: z.object({
    cpu: Units.describe('a number of CPU units')
      .meta({ help: 'in units of which a core has 1024' })
      .optional(),
    memory: Megabytes.meta({ help: 'in MB, or in GB as in 2GB' }).optional(),
    ...changeArgs,
  }),
  positional: ['service'],
  permission: 'responders',
  takes: ({ cpu, memory }) => (cpu === undefined && memory === undefined ? 'responders' : 'operators'),
  async run(call) {
    const { cpu, memory } = call.args
    if (cpu === undefined && memory === undefined) return look(call, 'tasks size', {}, serviceOf(call))
    const input = { ...(cpu !== undefined && { cpu }), ...(memory !== undefined && { memory }) }
    return request(call, { operation: 'tasks size', input })
  },
})
