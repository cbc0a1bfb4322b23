import { z } from 'zod'
import { clip, shown } from '../../blocks/limits.ts'
import { inWords } from '../../src/domain/duration.ts'
import { UserError } from '../../src/domain/errors.ts'
import { type Incident, label } from '../../src/domain/incident.ts'
import { incidentCommand } from '../../src/engine/command.ts'
import { lineOf, standsInQuotes } from '../../src/engine/line.ts'
import type { Invocation } from '../../src/ports/invocation.ts'
import { confirmed } from '../reply.ts'
import { Text } from '../text.ts'

export const resolve = incidentCommand({
  name: 'incident resolve',
  aliases: ['resolve', 'close', 'incident close'],
  summary: 'Say that it is over',
  more: 'With what ended it, in quotes.',
  example: 'incident resolve INC-42 "rolled back to 9f8e7d6"',
  args: z.object({ text: Text.optional() }),
  rest: 'text',
  ends: true,
  permission: 'responders',
  async run({ args: { text }, incident, actor, invocation, faces }) {
    if (text !== undefined && mayMeanAnything(text, invocation)) {
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

/**
 * "resolve not yet" is said to the others in the thread. Only what stands in quotes is said to Belay; a button and a form
 * have shown what they do.
 */
const mayMeanAnything = (text: string, { source, text: line }: Invocation): boolean =>
  (source === 'slash' || source === 'mention') && !standsInQuotes(text, line)

const notYet = (incident: Incident, text: string) =>
  new UserError(
    `Is ${label(incident)} over? Without quotes "${clip(text, shown.name)}" may say that it is not, so nothing is resolved yet.`,
    {
      label: `Resolve ${label(incident)}`,
      command: lineOf('incident resolve', { incident: incident.id, text }),
    },
    {
      label: 'Post it as an update',
      command: lineOf('incident update', { incident: incident.id, text }),
    },
  )
