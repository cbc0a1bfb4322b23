import { z } from 'zod'
import { updateModal } from '../../blocks/modals.ts'
import { label } from '../../src/domain/incident.ts'
import { type Command, incidentCommand } from '../../src/engine/command.ts'
import { askFor, confirmed, nextUpdate } from '../reply.ts'
import { Text } from '../text.ts'

export const update: Command = incidentCommand({
  name: 'incident update',
  aliases: ['update'],
  summary: 'Post an update: how it stands, and what comes next',
  example: 'incident update INC-42 "half of the traffic is back"',
  args: z.object({ text: Text.optional() }),
  rest: 'text',
  permission: 'responders',
  async run({ args: { text }, incident, actor, invocation, faces }) {
    if (text === undefined) return askFor('update', incident, faces, updateModal(incident))
    const updated = await faces.incidents.apply(incident, { type: 'update', text, by: actor }, invocation.id)
    return confirmed([`Your update stands in ${label(updated)}.`, nextUpdate(updated, faces)])
  },
})
