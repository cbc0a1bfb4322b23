import { z } from 'zod'
import { incidentDetail } from '../../blocks/incident-detail.ts'
import { incidentCommand } from '../../src/engine/command.ts'
import { toPerson } from '../reply.ts'

export const show = incidentCommand({
  name: 'incident show',
  aliases: ['show', 'incident status'],
  summary: 'Everything about one incident',
  example: 'incident show INC-42',
  args: z.object({}),
  permission: 'anyone',
  async run({ incident, system, faces }) {
    const entries = await faces.incidents.timeline(incident)
    return toPerson(incidentDetail(incident, entries, { title: system.title, read: faces.now() }))
  },
})
