import { z } from 'zod'
import { label } from '../../src/domain/incident.ts'
import { incidentCommand } from '../../src/engine/command.ts'
import { confirmed, nextUpdate } from '../reply.ts'

export const reopen = incidentCommand({
  name: 'incident reopen',
  aliases: ['reopen'],
  summary: 'Open a resolved incident again',
  more: 'Or say that a mitigated one is not.',
  example: 'incident reopen INC-42',
  args: z.object({ from: z.enum(['mitigated', 'resolved']).optional() }),
  permission: 'responders',
  async run({ args: { from }, incident, actor, invocation, faces }) {
    const event = { type: 'reopen', by: actor, ...(from !== undefined && { from }) } as const
    const again = await faces.incidents.apply(incident, event, invocation.id)
    if (again.state !== 'triggered')
      return confirmed([`${label(again)} is no longer mitigated.`, nextUpdate(again, faces)])
    return confirmed(
      [`${label(again)} is open again, and level ${again.level} is told.`],
      [{ label: 'Acknowledge', command: `incident ack ${again.id}` }],
    )
  },
})
