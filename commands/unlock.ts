import { z } from 'zod'
import { UserError } from '../src/domain/errors.ts'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { lineOf } from '../src/engine/line.ts'
import { type ChangeCall, changeArgs } from './change-args.ts'
import { announced } from './reply.ts'
import { request } from './request.ts'

export const unlock: Command = systemCommand({
  name: 'unlock',
  summary: 'Let others change a service again',
  example: 'unlock {service}',
  args: z.object({
    steal: z.boolean().default(false).meta({ help: 'asks for a lock that somebody else has' }),
    ...changeArgs,
  }),
  positional: ['service'],
  permission: 'operators',
  async run(call) {
    const { args, system, environment, actor, invocation, faces } = call
    const { service, steal } = args
    if (service === undefined) throw await which(call)
    if (steal || args['dry-run']) return request(call, { operation: 'unlock', input: {}, typed: { steal } })
    await faces.runs.unlock({ system: system.system, environment, service, by: actor }, invocation.id)
    return announced([`${actor.name} has unlocked ${service} of ${system.title} ${environment}.`])
  },
})

/** What is locked there by hand, to choose from. */
async function which({ system, environment, faces }: ChangeCall): Promise<UserError> {
  const locks = await faces.runs.locks([system.system])
  const here = locks.filter(lock => lock.byHand && lock.environment === environment)
  const place = `${system.title} ${environment}`
  if (here.length === 0)
    return new UserError(`Nothing of ${place} is locked by hand.`, { label: 'List runs', command: 'runs' })
  return new UserError(
    `Which service of ${place}?`,
    ...here.flatMap(({ service }) =>
      service === undefined
        ? []
        : [{ label: service, command: lineOf('unlock', { system: system.system, environment, service }) }],
    ),
  )
}
