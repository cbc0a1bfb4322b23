import { z } from 'zod'
import { confirmation } from '../../blocks/confirmation.ts'
import { postmortem as draft } from '../../blocks/postmortem.ts'
import { link, words } from '../../blocks/rich.ts'
import { label } from '../../src/domain/incident.ts'
import { incidentCommand } from '../../src/engine/command.ts'

export const postmortem = incidentCommand({
  name: 'incident postmortem',
  aliases: ['postmortem', 'post-mortem', 'incident post-mortem'],
  summary: 'Draft the post-mortem from the timeline, as a file',
  example: 'incident postmortem INC-42',
  args: z.object({}),
  permission: 'responders',
  async run({ incident, system, invocation, faces }) {
    const entries = await faces.incidents.timeline(incident)
    const card = await faces.incidents.card(incident)
    const once = {
      name: `postmortem:${incident.id}:${entries.length}`,
      already: confirmation(
        words(
          `The draft of ${label(incident)}’s post-mortem is there already, and nothing has happened since.`,
        ),
      ),
    }
    const drafted = { to: 'channel' as const, file: draft(incident, entries, system.title), once }
    if (!card) return drafted
    const place = { channel: card.channel, thread: card.ts }
    if (invocation.thread === card.ts) return { ...drafted, place }
    const url = await faces.messages.link(card)
    const where = `The draft of ${label(incident)}’s post-mortem is in its thread`
    const told = confirmation(
      url === undefined ? words(where, '.') : words(where, ': ', link('Open the thread', url)),
    )
    return { ...drafted, place, told }
  },
})
