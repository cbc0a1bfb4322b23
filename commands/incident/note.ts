import { z } from 'zod'
import { noteModal } from '../../blocks/modals.ts'
import { label } from '../../src/domain/incident.ts'
import { type Command, incidentCommand } from '../../src/engine/command.ts'
import { askFor, confirmed } from '../reply.ts'
import { Text } from '../text.ts'

export const note: Command = incidentCommand({
  name: 'incident note',
  aliases: ['note'],
  summary: 'Write something into the timeline',
  more: 'On a message, the shortcut "Add to timeline" does the same with what it says.',
  example: 'incident note INC-42 "the queue is empty again"',
  args: z.object({ text: Text.optional() }),
  rest: 'text',
  permission: 'responders',
  async run({ args: { text }, incident, actor, invocation, faces }) {
    if (text === undefined) return askFor('note', incident, faces, noteModal(incident))
    const noted = await faces.incidents.apply(incident, { type: 'note', text, by: actor }, invocation.id)
    return confirmed([`Noted in ${label(noted)}.`])
  },
})
