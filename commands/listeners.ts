import { z } from 'zod'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { serviceOf } from './about.ts'
import { look } from './look.ts'

export const listeners: Command = systemCommand({
  name: 'listeners',
  summary: 'What a service’s load balancer does with requests',
  more: 'Its listeners and their rules, and what is odd about them.',
  example: 'listeners {service}',
  needs: ['loadBalancer'],
  args: z.object({ service: z.string().toLowerCase().describe('a service').optional() }),
  positional: ['service'],
  permission: 'responders',
  run: call => look(call, 'listeners', {}, serviceOf(call)),
})
