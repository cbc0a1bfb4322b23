import { z } from 'zod'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { serviceOf } from './about.ts'
import { changeArgs } from './change-args.ts'
import { Count } from './count.ts'
import { look } from './look.ts'
import { request } from './request.ts'

export const autoscaling: Command = systemCommand({
  name: 'autoscaling',
  summary: 'Between which numbers of tasks a service is kept',
  more: 'Of ECS, and by what; with --min or --max it is set.',
  example: 'autoscaling {service} --min 4 --for 2h',
  needs: ['ecs'],
  args: z.object({
    min: Count.describe('the least').meta({ help: 'so many tasks run at least' }).optional(),
    max: Count.describe('the most').meta({ help: 'so many tasks run at most' }).optional(),
    ...changeArgs,
  }),
  positional: ['service'],
  permission: 'responders',
  takes: ({ min, max }) => (min === undefined && max === undefined ? 'responders' : 'operators'),
  async run(call) {
    const { min, max } = call.args
    if (min === undefined && max === undefined) return look(call, 'autoscaling', {}, serviceOf(call))
    const input = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) }
    return request(call, { operation: 'autoscaling', input })
  },
})
