import { z } from 'zod'
import { lockModal } from '../blocks/modal-ask.ts'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { servicesOf, subjectOf } from './about.ts'
import { announced, ask } from './reply.ts'

export const lock: Command = systemCommand({
  name: 'lock',
  summary: 'Keep a service to yourself',
  more: 'Everybody else is kept from changing it.',
  example: 'lock {service} "looking at the connection leak"',
  args: z.object({
    service: z.string().toLowerCase().describe('a service').optional(),
    reason: z.string().trim().min(1).max(240).describe('a reason').optional(),
  }),
  positional: ['service'],
  rest: 'reason',
  short: true,
  permission: 'operators',
  async run(call) {
    const {
      args: { reason },
      system,
      environment,
      actor,
      invocation,
      faces,
    } = call
    const { service, services } = servicesOf(call)
    if (service === undefined || reason === undefined)
      return ask(lockModal(subjectOf(call, 'lock', service), service === undefined ? services : []))
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
