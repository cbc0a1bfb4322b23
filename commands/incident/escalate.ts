import { z } from 'zod'
import { escalateModal } from '../../blocks/modals.ts'
import { audience } from '../../blocks/people.ts'
import { label } from '../../src/domain/incident.ts'
import { type Command, incidentCommand } from '../../src/engine/command.ts'
import { ask, confirmed } from '../reply.ts'

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
  args: z.object({ level: Level.optional() }),
  positional: ['level'],
  permission: 'responders',
  async run({ args: { level }, incident, actor, invocation, faces }) {
    // Somebody has it, and would lose it: which level is to be told is a choice to be made with open eyes.
    const taken = incident.state === 'acknowledged' || incident.state === 'mitigated'
    if (level === undefined && taken) return ask(escalateModal(incident))
    const event = { type: 'escalate', by: actor, ...(level !== undefined && { level }) } as const
    const higher = await faces.incidents.apply(incident, event, invocation.id)
    const told = audience(higher.policy.ladder[higher.level - 1]?.notify ?? [])
    return confirmed([`${label(higher)} is at level ${higher.level}: ${told} told now.`])
  },
})
