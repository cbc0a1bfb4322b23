import { z } from 'zod'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { serviceOf } from './about.ts'
import { look } from './look.ts'

export const rollout: Command = systemCommand({
  name: 'rollout',
  knownAs: ['kubectl rollout status', 'kubectl rollout history'],
  summary: 'How far the roll-out of a service is',
  more: 'And what it ran before.',
  example: 'rollout {service}',
  needs: ['kubernetes'],
  args: z.object({ service: z.string().toLowerCase().describe('a service').optional() }),
  positional: ['service'],
  permission: 'responders',
  run: call => look(call, 'rollout', {}, serviceOf(call)),
})
