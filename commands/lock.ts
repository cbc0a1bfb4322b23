import { z } from 'zod'
import { UserError } from '../src/domain/errors.ts'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { announced } from './reply.ts'

export const lock: Command = systemCommand({
  name: 'lock',
  summary: 'Keep everybody else from changing a service',
  example: 'lock api-gateway "looking at the connection leak"',
  args: z.object({
    service: z.string().toLowerCase().describe('a service').optional(),
    reason: z.string().trim().min(1).max(240).describe('a reason').optional(),
  }),
  positional: ['service'],
  rest: 'reason',
  short: true,
  permission: 'operators',
  async run({ args: { service, reason }, system, environment, actor, invocation, faces }) {
    if (service === undefined)
      throw new UserError('Which service? As in: lock api-gateway "looking at the leak"')
    if (reason === undefined)
      throw new UserError('Why? Others will want to know. As in: lock api-gateway "looking at the leak"')
    await faces.runs.lock({ system: system.system, environment, service, by: actor, reason }, invocation.id)
    return announced(
      [`${actor.name} has locked ${service} of ${system.title} ${environment}: "${reason}".`],
      [
        {
          label: 'Unlock',
          command: `unlock --system ${system.system} --environment ${environment} --service ${service}`,
        },
      ],
    )
  },
})
