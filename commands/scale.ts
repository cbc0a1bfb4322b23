import { z } from 'zod'
import { scaleModal } from '../blocks/modal-ask.ts'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { servicesOf, subjectOf } from './about.ts'
import { changeArgs } from './change-args.ts'
import { Count } from './count.ts'
import { ask } from './reply.ts'
import { request } from './request.ts'

export const scale: Command = systemCommand({
  name: 'scale',
  knownAs: ['kubectl scale'],
  summary: 'Change how many tasks or pods a service runs',
  more: 'Alone, a form.',
  example: 'scale {service} 4 --for 30m',
  needs: ['ecs', 'kubernetes'],
  args: z.object({ count: Count.optional(), ...changeArgs }),
  positional: ['service', 'count'],
  permission: 'operators',
  async run(call) {
    const { count } = call.args
    if (count !== undefined) return request(call, { operation: 'scale', input: { count } })
    const { service, services } = servicesOf(call)
    const bounds =
      service === undefined ? undefined : call.system.environments[call.environment]?.services[service]?.scale
    return ask(scaleModal(subjectOf(call, 'scale', service), service === undefined ? services : [], bounds))
  },
})
