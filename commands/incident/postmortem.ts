import { z } from 'zod'
import { postmortem as draft } from '../../blocks/postmortem.ts'
import { incidentCommand } from '../../src/engine/command.ts'

export const postmortem = incidentCommand({
  name: 'incident postmortem',
  aliases: ['postmortem', 'post-mortem', 'incident post-mortem'],
  summary: 'Draft the post-mortem from the timeline, as a file',
  example: 'incident postmortem INC-42',
  args: z.object({}),
  permission: 'responders',
  async run({ incident, system, faces }) {
    const entries = await faces.incidents.timeline(incident)
    const card = await faces.incidents.card(incident)
    return {
      to: 'channel',
      file: draft(incident, entries, system.title),
      ...(card && { place: { channel: card.channel, thread: card.ts } }),
    }
  },
})
