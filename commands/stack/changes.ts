import { z } from 'zod'
import { UserError } from '../../src/domain/errors.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { lineFor } from '../../src/operations/stack/found.ts'
import { requestOfStack, stackArgs, stackOf } from './which.ts'

export const stackChanges: Command = systemCommand({
  name: 'stack changes',
  knownAs: ['aws cloudformation create-change-set', 'aws cloudformation update-stack'],
  summary: 'Work out what a template would change',
  more: '--ref takes an earlier one. Nothing changes by that.',
  example: 'stack changes {stacks}',
  args: z.object({ ref: z.string().trim().describe('a branch, tag or commit').optional(), ...stackArgs }),
  positional: ['stack'],
  permission: 'operators',
  run: call =>
    requestOfStack(call, 'stack changes', call.args.ref === undefined ? {} : { ref: call.args.ref }),
})

export const stackExecute: Command = systemCommand({
  name: 'stack execute',
  summary: 'Ask for what “stack changes” worked out',
  example: 'stack execute {stacks} belay-1f2e-0',
  args: z.object({
    'change-set': z.string().trim().describe('a change set').optional(),
    destructive: z.boolean().default(false),
    ...stackArgs,
  }),
  positional: ['stack', 'change-set'],
  permission: 'operators',
  async run(call) {
    const { 'change-set': changeSet, destructive } = call.args
    if (changeSet === undefined)
      throw new UserError(
        'Which change set? This makes one, and offers to execute it, as in: stack changes {stacks}',
        { label: 'Work out what would change', command: lineFor('stack changes', call, stackOf(call)) },
      )
    return requestOfStack(
      call,
      'stack execute',
      { changeSet, destructive },
      { 'change-set': changeSet, destructive },
    )
  },
})
