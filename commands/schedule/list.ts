import { z } from 'zod'
import { scheduleList } from '../../blocks/schedule-list.ts'
import { channelCommand } from '../../src/engine/command.ts'
import { toPerson } from '../reply.ts'

export const schedules = channelCommand({
  name: 'schedules',
  aliases: ['schedule list'],
  summary: 'What comes back by itself, and when next',
  more: 'With what became of it last, and whether it may.',
  example: 'schedules',
  args: z.object({}),
  permission: 'anyone',
  run: async ({ systems, faces }) => toPerson(scheduleList(await faces.schedules.of(systems))),
})
