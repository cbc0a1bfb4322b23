import { z } from 'zod'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { changeArgs } from './change-args.ts'
import { request } from './request.ts'

export const stopTasks: Command = systemCommand({
  name: 'stop-tasks',
  summary: 'Stop all tasks of a service at once',
  more: 'New ones take their place.',
  example: 'stop-tasks {service}',
  needs: ['ecs'],
  args: z.object(changeArgs),
  positional: ['service'],
  permission: 'operators',
  run: call => request(call, { operation: 'stop-tasks', input: {} }),
})
