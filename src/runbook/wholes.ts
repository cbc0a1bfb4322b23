import type { Simple } from '../domain/runbook/line.ts'
import type { Action } from '../domain/runbook/verdict.ts'
import { shown } from './text.ts'

/** What a list and a change for each of its entries come to, where Belay has one operation for the whole. */
export function wholeOf({ operation, input }: Action, { words }: Simple): Action | undefined {
  const called = words.slice(0, 3).map(shown).join(' ')
  if (operation !== 'ecs:ListTasks' || called !== 'aws ecs stop-task' || !input.serviceName) return undefined
  const { cluster, serviceName } = input
  return {
    via: 'belay',
    operation: 'stop-tasks',
    risk: 'destructive',
    input: {},
    on: { ecs: { map: { ...(cluster && { cluster }), service: serviceName } } },
    filters: [],
  }
}
