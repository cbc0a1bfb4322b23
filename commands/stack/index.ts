import type { Command } from '../../src/engine/command.ts'
import { stackChanges, stackExecute } from './changes.ts'
import { stackDelete, stackDrift, stackRollback } from './others.ts'
import { stack, stackChangeSet, stackEvents } from './stack.ts'

/** What can be typed about stacks, in the order of the help. */
export const stackCommands: Command[] = [
  stack,
  stackEvents,
  stackChanges,
  stackChangeSet,
  stackExecute,
  stackRollback,
  stackDelete,
  stackDrift,
]
