import { z } from 'zod'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { confirmed } from '../reply.ts'

export const stopSchedule: Command = systemCommand({
  name: 'schedule stop',
  summary: 'Have a change not be made at its times',
  more: 'Until it is allowed again.',
  example: 'schedule stop {schedule}',
  args: z.object({ schedule: z.string().describe('a schedule') }),
  positional: ['schedule'],
  permission: 'operators or approvers',
  async run({ args, system, actor, invocation, faces }) {
    const asked = await faces.schedules.change(system, args.schedule)
    await faces.schedules.stop(asked, actor, invocation.id)
    return confirmed([`Stopped: ${asked.name} is not begun any more. What has begun goes on.`])
  },
})
