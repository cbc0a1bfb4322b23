import type { Tree } from '../../../domain/runbook/verdict.ts'
import { type Change, listOf, mapOf } from './change.ts'

/** The command of the only container that a task's overrides name. */
function commandIn(overrides: Tree | undefined): Tree | undefined {
  const containers = mapOf(overrides).containerOverrides
  const [first, ...others] = listOf(containers)
  return others.length === 0 ? mapOf(first).command : undefined
}

export const taskChanges: Change[] = [
  {
    of: 'ecs run-task',
    // Where it runs, its network too, is the service's: the task is found by its definition and command.
    as({ cluster, taskDefinition, overrides }) {
      if (!taskDefinition) return undefined
      const command = commandIn(overrides)
      return {
        operation: 'exec',
        input: { ...(command && { command }) },
        on: { ecs: { map: { ...(cluster && { cluster }), taskDefinition } } },
      }
    },
  },
]
