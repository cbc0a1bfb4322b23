import { z } from 'zod'
import { escalateModal } from '../../blocks/modals.ts'
import { audience } from '../../blocks/people.ts'
import { label } from '../../src/domain/incident.ts'
import { type Command, incidentCommand } from '../../src/engine/command.ts'
import { askFor, confirmed } from '../reply.ts'

const Level = z
  .string()
  .regex(/^\d{1,2}$/, 'expected the number of a level')
  .transform(Number)
  .describe('a level')

export const escalate: Command = incidentCommand({
  name: 'incident escalate',
  aliases: ['escalate'],
  summary: 'Tell the next level now, or the one you name',
  example: 'incident escalate INC-42 2',
  args: z.object({ level: Level.optional(), from: Level.optional() }),
  positional: ['level'],
  permission: 'responders',
  async run({ args: { level, from }, incident, actor, invocation, faces }) {
    // Somebody has it, and would lose it: which level is to be told is a choice to be made with open eyes.
    const taken = incident.state === 'acknowledged' || incident.state === 'mitigated'
    // A button that does not say whom it tells asks, however the incident stands by now.
    const asks = taken || (invocation.source === 'button' && from === undefined)
    if (level === undefined && asks) return askFor('escalate', incident, faces, escalateModal(incident))
    const given = { ...(level !== undefined && { level }), ...(from !== undefined && { from }) }
    const event = { type: 'escalate', by: actor, ...given } as const
    const higher = await faces.incidents.apply(incident, event, invocation.id)
    const told = audience(higher.policy.ladder[higher.level - 1]?.notify ?? [])
    return confirmed([`${label(higher)} is at level ${higher.level}: ${told} told now.`])
  },
})
