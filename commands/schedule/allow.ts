import { z } from 'zod'
import { scheduleCard } from '../../blocks/schedule.ts'
import { counted } from '../../src/domain/counted.ts'
import { isAllowed } from '../../src/domain/schedule/schedule.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { confirmed, toPerson } from '../reply.ts'

export const allowSchedule: Command = systemCommand({
  name: 'schedule allow',
  summary: 'Allow a change at each of its times',
  more: 'As the system file has it now.',
  example: 'schedule allow {schedule}',
  args: z.object({
    schedule: z.string().describe('a schedule'),
    digest: z.string().optional().meta({ carried: true }),
  }),
  positional: ['schedule', 'digest'],
  permission: 'approvers',
  async run({ args, system, actor, invocation, faces }) {
    const asked = await faces.schedules.change(system, args.schedule)
    // Nobody allows what they have not seen.
    if (args.digest === undefined) return toPerson(scheduleCard(asked))
    const schedule = await faces.schedules.allow(asked, args.digest, actor, invocation.id)
    const left = schedule.required - schedule.allowed.length
    return confirmed([
      isAllowed(schedule)
        ? `Allowed: ${asked.name} is done at each of its times.`
        : `Noted. It waits for ${counted(left, 'more approver')}.`,
    ])
  },
})
