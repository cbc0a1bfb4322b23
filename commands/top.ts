import { z } from 'zod'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { serviceOf } from './about.ts'
import { look } from './look.ts'

export const top: Command = systemCommand({
  name: 'top',
  knownAs: ['kubectl top pods', 'kubectl top', 'docker stats'],
  summary: 'CPU and memory that a service takes, against its thresholds',
  example: 'top {service}',
  needs: ['kubernetes', 'compose'],
  args: z.object({ service: z.string().toLowerCase().describe('a service').optional() }),
  positional: ['service'],
  permission: 'responders',
  run: call => look(call, 'top', {}, serviceOf(call)),
})
