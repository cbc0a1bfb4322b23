import { z } from 'zod'
import { inWords } from '../../src/domain/duration.ts'
import { label } from '../../src/domain/incident.ts'
import { incidentCommand } from '../../src/engine/command.ts'
import { confirmed } from '../reply.ts'
import { Text } from '../text.ts'

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
