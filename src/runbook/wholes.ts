import type { Simple } from '../domain/runbook/line.ts'
import type { Action, Filter } from '../domain/runbook/verdict.ts'
import { shown } from './text.ts'

/** What a list and a change for each of its entries come to, where Belay has one operation for the whole. */
export const wholeOf = (listed: Action, { words }: Simple): Action | undefined =>
  stopped(listed, words.map(shown)) ?? cleared(listed, words.map(shown))

/** All tasks of a service, one after the other. */
function stopped({ operation, input, filters }: Action, called: string[]): Action | undefined {
  const { cluster, serviceName: service } = input
  if (!filters.every(isWhole)) return undefined
  if (operation !== 'ecs:ListTasks' || !service) return undefined
  if (called.slice(0, 3).join(' ') !== 'aws ecs stop-task') return undefined
  return {
    ...{ via: 'belay', operation: 'stop-tasks', risk: 'destructive', input: {}, filters: [] },
    on: { ecs: { map: { ...(cluster && { cluster }), service } } },
  }
}

/** All keys that are like a pattern. */
function cleared({ via, operation, input, on, filters }: Action, called: string[]): Action | undefined {
  if (filters.length > 0) return undefined
  const [pattern] = input.args && 'list' in input.args ? input.args.list : []
  if (via !== 'redis' || operation !== 'KEYS' || !pattern) return undefined
  if (called[0] !== 'redis-cli' || !called.some(word => /^(?:DEL|UNLINK)$/i.test(word))) return undefined
  return {
    ...{ via: 'belay', operation: 'cache clear', risk: 'change', input: { pattern }, filters: [] },
    on: { cache: on?.host ?? [] },
  }
}

/** What leaves none of the tasks out. */
const isWhole = (filter: Filter): boolean =>
  filter.by === 'text' ||
  (filter.by === 'jq' && filter.program.trim() === '.taskArns[]') ||
  (filter.by === 'query' && /^taskArns(?:\[\*?\])?$/.test(filter.expression))
