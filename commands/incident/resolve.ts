import { z } from 'zod'
import { clip, shown } from '../../blocks/limits.ts'
import { inWords } from '../../src/domain/duration.ts'
import { UserError } from '../../src/domain/errors.ts'
import { type Incident, label } from '../../src/domain/incident.ts'
import { incidentCommand } from '../../src/engine/command.ts'
import { lineOf } from '../../src/engine/line.ts'
import { confirmed } from '../reply.ts'
import { Text } from '../text.ts'
import { mayNotBeOver } from './not-over.ts'

export const resolve = incidentCommand({
  name: 'incident resolve',
  aliases: ['resolve', 'close', 'incident close'],
  summary: 'Say that it is over',
  more: 'With what ended it.',
  example: 'incident resolve INC-42 "rolled back to 9f8e7d6"',
  args: z.object({ text: Text.optional() }),
  rest: 'text',
  ends: true,
  permission: 'responders',
  async run({ args: { text }, incident, actor, invocation, faces }) {
    // A button and a form have shown what they do; a line may have been meant for the others in the thread.
    const isTyped = invocation.source === 'slash' || invocation.source === 'mention'
    if (isTyped && text !== undefined && mayNotBeOver(text)) {
      faces.incidents.permit(incident, 'resolve')
      throw notYet(incident, text)
    }
    const event = { type: 'resolve', by: actor, ...(text !== undefined && { text }) } as const
    const over = await faces.incidents.apply(incident, event, invocation.id)
    const lasted = inWords((over.resolvedAt ?? faces.now()) - over.openedAt)
    return confirmed(
      [`${label(over)} is resolved after ${lasted}.`],
      [
        { label: 'Post-mortem', command: `incident postmortem ${over.id}` },
        { label: 'Reopen', command: `incident reopen ${over.id} --from resolved` },
      ],
    )
  },
})

const notYet = (incident: Incident, text: string) =>
  new UserError(
    `Is ${label(incident)} over? "${clip(text, shown.name)}" may mean that it is not; nothing is resolved yet.`,
    {
      label: `Resolve ${label(incident)}`,
      command: lineOf('incident resolve', { incident: incident.id, text }),
    },
    {
      label: 'Post it as an update',
      command: lineOf('incident update', { incident: incident.id, text }),
    },
  )
