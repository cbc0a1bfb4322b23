import { z } from 'zod'
import { label } from '../../src/domain/incident.ts'
import { incidentCommand } from '../../src/engine/command.ts'
import { confirmed, nextUpdate } from '../reply.ts'

export const resumeReminders = incidentCommand({
  name: 'incident resume-reminders',
  aliases: ['resume-reminders', 'incident resume reminders'],
  summary: 'Remind again, after a snooze or a stop',
  example: 'incident resume-reminders INC-42',
  args: z.object({}),
  permission: 'responders',
  async run({ incident, actor, invocation, faces }) {
    const event = { type: 'resume-reminders', by: actor } as const
    const reminded = await faces.incidents.apply(incident, event, invocation.id)
    return confirmed([`The reminders of ${label(reminded)} are back.`, nextUpdate(reminded, faces)])
  },
})
