import type { Tree } from '../../../domain/runbook/verdict.ts'
import { type Change, listOf, mapOf } from './change.ts'

/** The command of the only container that a task's overrides name; undefined where they say anything else. */
function commandIn(overrides: Tree | undefined): { command?: Tree } | undefined {
  if (overrides === undefined) return {}
  const { containerOverrides, ...others } = mapOf(overrides)
  const [first, ...more] = listOf(containerOverrides)
  const { name: _, command, ...given } = mapOf(first)
  const isAll = [others, more, given].every(one => Object.keys(one).length === 0)
  return isAll && command ? { command } : undefined
}

export const taskChanges: Change[] = [
  {
    of: 'ecs run-task',
    takes: [
      'cluster',
      'taskDefinition',
      'overrides',
      'launchType',
      'platformVersion',
      'networkConfiguration',
      'capacityProviderStrategy',
      'startedBy',
    ],
    // Where it runs, its network too, is the service's: the task is found by its definition and command.
    as({ cluster, taskDefinition, overrides }) {
      if (!taskDefinition) return undefined
      const input = commandIn(overrides)
      if (!input) return undefined
      return {
        operation: 'exec',
        input,
        on: { ecs: { map: { ...(cluster && { cluster }), taskDefinition } } },
      }
    },
  },
]
