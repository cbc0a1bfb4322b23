import { z } from 'zod'
import { health as report } from '../blocks/health.ts'
import { dashboards } from '../src/domain/dashboards.ts'
import { systemCommand } from '../src/engine/command.ts'
import { incidentOf } from './about.ts'
import { toReaders } from './reply.ts'

export const health = systemCommand({
  name: 'health',
  aliases: ['status'],
  knownAs: ['certificate', 'certificates', 'cert', 'certs', 'ssl', 'tls', 'curl', 'ping', 'alarms'],
  summary: 'How every service does',
  more: 'Or one of them; with what it stands on.',
  example: 'health {service}',
  args: z.object({
    service: z.string().toLowerCase().describe('a service').optional(),
    incident: z.string().describe('an incident').optional(),
  }),
  positional: ['service'],
  permission: 'anyone',
  async run(call) {
    const { args, system, environment, invocation, faces } = call
    const [found, incident] = await Promise.all([
      faces.health.of(system, environment, args.service),
      incidentOf(call),
    ])
    const links = dashboards(system, { environment, service: args.service })
    const message = report({ ...found, links, ...(incident && { incident: incident.id }) }, faces.now())
    return toReaders(invocation, message)
  },
})
