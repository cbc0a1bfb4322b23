import { z } from 'zod'
import { clip } from '../../blocks/limits.ts'
import { noteModal } from '../../blocks/modals.ts'
import { label } from '../../src/domain/incident.ts'
import { type Command, type Faces, incidentCommand } from '../../src/engine/command.ts'
import type { Invocation } from '../../src/ports/invocation.ts'
import { askFor, confirmed } from '../reply.ts'
import { longest, Text } from '../text.ts'

export const note: Command = incidentCommand({
  name: 'incident note',
  aliases: ['note'],
  summary: 'Write something into the timeline',
  more: 'On a message, the shortcut "Add to timeline" does the same with what it says.',
  example: 'incident note INC-42 "the queue is empty again"',
  args: z.object({ text: Text.optional() }),
  rest: 'text',
  permission: 'responders',
  async run({ args, incident, actor, invocation, faces }) {
    const text = args.text ?? (await said(invocation, faces))
    if (text === undefined) return askFor('note', incident, faces, noteModal(incident))
    const noted = await faces.incidents.apply(incident, { type: 'note', text, by: actor }, invocation.id)
    return confirmed([`Noted in ${label(noted)}.`])
  },
})

/** What the message says that a shortcut was used on, and who said it where that is somebody else. */
async function said({ message, user }: Invocation, faces: Faces): Promise<string | undefined> {
  if (!message?.text.trim()) return undefined
  const author = message.author === user ? undefined : message.author
  const name = author && ((await faces.people.member(author))?.name ?? author)
  return clip(name ? `${name}: ${message.text}` : message.text, longest)
}
