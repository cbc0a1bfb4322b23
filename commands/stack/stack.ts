import { z } from 'zod'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { look } from '../look.ts'
import { stackName, stackOf } from './which.ts'

const args = z.object({ stack: stackName.optional() })

export const stack: Command = systemCommand({
  name: 'stack',
  aliases: ['stack show'],
  summary: 'A stack of CloudFormation, and its state',
  more: 'With what it puts out, and whether it has drifted.',
  example: 'stack {stacks}',
  args,
  positional: ['stack'],
  permission: 'responders',
  run: call => look(call, 'stack', { stack: stackOf(call) }),
})

export const stackEvents: Command = systemCommand({
  name: 'stack events',
  summary: 'The latest events of a stack, and what failed',
  example: 'stack events {stacks}',
  args,
  positional: ['stack'],
  permission: 'responders',
  run: call => look(call, 'stack events', { stack: stackOf(call) }),
})
