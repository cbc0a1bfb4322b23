import { z } from 'zod'
import { UserError } from '../../src/domain/errors.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { lineFor } from '../../src/operations/stack/found.ts'
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
  knownAs: ['aws cloudformation describe-stack-events'],
  summary: 'The latest events of a stack, and what failed',
  example: 'stack events {stacks}',
  args,
  positional: ['stack'],
  permission: 'responders',
  run: call => look(call, 'stack events', { stack: stackOf(call) }),
})

export const stackChangeSet: Command = systemCommand({
  name: 'stack change-set',
  summary: 'All that a change set would do',
  more: 'One that “stack changes” has worked out.',
  example: 'stack change-set {stacks} belay-1f2e-0',
  args: z.object({ ...args.shape, 'change-set': z.string().trim().describe('a change set').optional() }),
  positional: ['stack', 'change-set'],
  permission: 'responders',
  run(call) {
    const { 'change-set': changeSet } = call.args
    if (changeSet === undefined)
      throw new UserError('Which change set? This makes one, as in: stack changes {stacks}', {
        label: 'Work out what would change',
        command: lineFor('stack changes', call, stackOf(call)),
      })
    return look(call, 'stack change-set', { stack: stackOf(call), changeSet })
  },
})
