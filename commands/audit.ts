import { z } from 'zod'
import { auditMessage } from '../blocks/audit.ts'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { toPerson } from './reply.ts'

export const audit: Command = systemCommand({
  name: 'audit',
  summary: 'Who asked for what',
  more: 'With who approved, what was called and what came of it.',
  example: 'audit {service}',
  args: z.object({ service: z.string().toLowerCase().describe('a service').optional() }),
  positional: ['service'],
  permission: 'operators',
  async run({ args: { service }, system, faces }) {
    return toPerson(
      auditMessage(await faces.audit.of(system.system, service), {
        system: system.system,
        title: system.title,
        service,
      }),
    )
  },
})
