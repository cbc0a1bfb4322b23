import { z } from 'zod'
import { healthOffer } from '../../blocks/card-actions.ts'
import { label } from '../../src/domain/incident.ts'
import { incidentCommand } from '../../src/engine/command.ts'
import { confirmed, nextUpdate } from '../reply.ts'

export const ack = incidentCommand({
  name: 'incident ack',
  aliases: ['ack', 'acknowledge', 'incident acknowledge'],
  summary: 'Take an incident',
  more: 'Nobody further is told.',
  example: 'incident ack INC-42',
  args: z.object({}),
  permission: 'responders',
  async run({ incident, actor, invocation, faces }) {
    const yours = await faces.incidents.apply(incident, { type: 'acknowledge', by: actor }, invocation.id)
    return confirmed([`${label(yours)} is yours.`, nextUpdate(yours, faces)], [healthOffer(yours)])
  },
})
