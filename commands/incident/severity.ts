import { z } from 'zod'
import { severityModal } from '../../blocks/modals.ts'
import { label } from '../../src/domain/incident.ts'
import { SaidSeverity } from '../../src/domain/severity.ts'
import { type Command, incidentCommand } from '../../src/engine/command.ts'
import { askFor, confirmed, nextUpdate } from '../reply.ts'

export const severity: Command = incidentCommand({
  name: 'incident severity',
  aliases: ['severity', 'incident sev'],
  summary: 'Say how bad it is; its deadlines follow',
  example: 'incident severity INC-42 P2',
  args: z.object({ severity: SaidSeverity.describe('a severity').optional() }),
  positional: ['severity'],
  permission: 'responders',
  async run({ args, incident, actor, invocation, faces }) {
    const to = args.severity
    if (to === undefined) return askFor('severity', incident, faces, severityModal(incident))
    const weighed = await faces.incidents.apply(incident, { type: 'severity', to, by: actor }, invocation.id)
    return confirmed([`${label(weighed)} is ${weighed.severity}.`, nextUpdate(weighed, faces)])
  },
})
