import { z } from 'zod'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { serviceOf } from './about.ts'
import { look } from './look.ts'

export const events: Command = systemCommand({
  name: 'events',
  knownAs: ['kubectl get events', 'kubectl events'],
  summary: 'What Kubernetes told of a service in the last hour',
  example: 'events {service}',
  needs: ['kubernetes'],
  args: z.object({ service: z.string().toLowerCase().describe('a service').optional() }),
  positional: ['service'],
  permission: 'responders',
  run: call => look(call, 'events', {}, serviceOf(call)),
})
