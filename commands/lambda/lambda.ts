import { z } from 'zod'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { serviceOf } from '../about.ts'
import { look } from '../look.ts'

export const lambda: Command = systemCommand({
  name: 'lambda',
  summary: 'A function of AWS Lambda, and its state',
  more: 'With its versions, and where its alias leads.',
  example: 'lambda {service}',
  needs: ['lambda'],
  args: z.object({ service: z.string().toLowerCase().describe('a service').optional() }),
  positional: ['service'],
  permission: 'responders',
  run: call => look(call, 'lambda', {}, serviceOf(call)),
})
