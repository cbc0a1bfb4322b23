import { z } from 'zod'
import { label } from '../../src/domain/incident.ts'
import { incidentCommand } from '../../src/engine/command.ts'
import { confirmed } from '../reply.ts'

export const stopReminders = incidentCommand({
  name: 'incident stop-reminders',
  aliases: ['stop-reminders', 'incident stop reminders'],
  summary: 'No more reminders of this incident',
  more: 'Nor does it go back by itself.',
  example: 'incident stop-reminders INC-42',
  args: z.object({}),
  permission: 'responders',
  async run({ incident, actor, invocation, faces }) {
    const quiet = await faces.incidents.apply(incident, { type: 'stop-reminders', by: actor }, invocation.id)
    return confirmed(
      [`No more reminders of ${label(quiet)}, and it does not go back to triggered by itself.`],
      [{ label: 'Resume reminders', command: `incident resume-reminders ${quiet.id}` }],
    )
  },
})
