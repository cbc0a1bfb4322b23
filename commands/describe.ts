import { z } from 'zod'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { serviceOf } from './about.ts'
import { look } from './look.ts'

export const describe: Command = systemCommand({
  name: 'describe',
  knownAs: ['kubectl describe pod', 'kubectl describe'],
  summary: 'One pod in detail',
  more: 'The one you name, or the one that is worst.',
  example: 'describe {service}',
  needs: ['kubernetes'],
  args: z.object({
    service: z.string().toLowerCase().describe('a service').optional(),
    pod: z.string().toLowerCase().describe('a pod').optional(),
  }),
  positional: ['service', 'pod'],
  permission: 'responders',
  run: call =>
    look(call, 'describe', call.args.pod === undefined ? {} : { pod: call.args.pod }, serviceOf(call)),
})
