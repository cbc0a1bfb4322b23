import { z } from 'zod'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { requestOfStack, stackArgs } from './which.ts'

const args = z.object(stackArgs)

export const stackRollback: Command = systemCommand({
  name: 'stack rollback',
  summary: 'Have a stack whose change failed go back',
  more: 'To how it was before.',
  example: 'stack rollback {stacks}',
  args,
  positional: ['stack'],
  permission: 'operators',
  run: call => requestOfStack(call, 'stack rollback'),
})

export const stackDelete: Command = systemCommand({
  name: 'stack delete',
  knownAs: ['aws cloudformation delete-stack'],
  summary: 'Delete a stack with all that it made',
  more: 'Where the system file says that it may be.',
  example: 'stack delete {stacks delete}',
  args,
  positional: ['stack'],
  permission: 'operators',
  run: call => requestOfStack(call, 'stack delete'),
})

export const stackDrift: Command = systemCommand({
  name: 'stack drift',
  summary: 'Look whether a stack is as its template says',
  example: 'stack drift {stacks}',
  args,
  positional: ['stack'],
  permission: 'responders',
  run: call => requestOfStack(call, 'stack drift'),
})
