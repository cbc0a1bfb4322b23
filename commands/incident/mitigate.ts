import { z } from 'zod'
import { label } from '../../src/domain/incident.ts'
import { incidentCommand } from '../../src/engine/command.ts'
import { confirmed, nextUpdate } from '../reply.ts'

export const mitigate = incidentCommand({
  name: 'incident mitigate',
  aliases: ['mitigate', 'incident mitigated'],
  summary: 'Say that users no longer suffer',
  more: 'The cause is still there.',
  example: 'incident mitigate INC-42',
  args: z.object({}),
  permission: 'responders',
  async run({ incident, actor, invocation, faces }) {
    const eased = await faces.incidents.apply(incident, { type: 'mitigate', by: actor }, invocation.id)
    return confirmed(
      [`${label(eased)} is mitigated.`, nextUpdate(eased, faces)],
      [{ label: 'Resolve', command: `incident resolve ${eased.id}` }],
    )
  },
})
