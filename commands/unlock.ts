import { z } from 'zod'
import { UserError } from '../src/domain/errors.ts'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { announced } from './reply.ts'
import { changeArgs, request } from './request.ts'

export const unlock: Command = systemCommand({
  name: 'unlock',
  summary: 'Let others change a service again; --steal asks for a lock that somebody else has',
  example: 'unlock api-gateway',
  args: z.object({ steal: z.boolean().default(false), ...changeArgs }),
  positional: ['service'],
  permission: 'operators',
  async run(call) {
    const { args, system, environment, actor, invocation, faces } = call
    const { service, steal } = args
    if (service === undefined) throw new UserError('Which service? As in: unlock api-gateway')
    if (steal) return request(call, { operation: 'unlock', input: {}, typed: { steal } })
    await faces.runs.unlock({ system: system.system, environment, service, by: actor }, invocation.id)
    return announced([`${actor.name} has unlocked ${service} of ${system.title} ${environment}.`])
  },
})
