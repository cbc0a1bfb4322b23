import type { Simple, Text } from '../domain/runbook/line.ts'
import type { Action, Filter, Tree } from '../domain/runbook/verdict.ts'
import { flagsIn, inOrder } from './aws/arguments.ts'
import { listOf, mapOf } from './aws/changes/change.ts'
import { placeOf, redisOptions } from './families/redis.ts'
import { literal, shown } from './text.ts'

/** What a list and a change for each of its entries come to, where Belay has one operation for the whole. */
export const wholeOf = (listed: Action, { words }: Simple): Action | undefined =>
  stopped(listed, words) ?? cleared(listed, words)

/** All tasks of a service, one after the other. */
function stopped({ operation, input, on = {}, filters }: Action, called: Text[]): Action | undefined {
  const { cluster, serviceName: service } = input
  if (operation !== 'ecs:ListTasks' || !service || !filters.every(isWhole)) return undefined
  const { positional, flags } = flagsIn(inOrder(called.slice(1)))
  if ([called[0]!, ...positional].map(shown).join(' ') !== 'aws ecs stop-task') return undefined
  const { task, ...said } = Object.fromEntries(flags.map(({ name, words }) => [name, words[0]]))
  const where = { cluster, region: on.region, profile: on.environment }
  if (!task || !isSame(said, where)) return undefined
  return {
    via: 'belay',
    operation: 'stop-tasks',
    risk: 'destructive',
    input: {},
    filters: [],
    on: { ...on, ecs: { map: { ...(cluster && { cluster }), service } } },
  }
}

/** All keys that are like a pattern. */
function cleared({ via, operation, input, on, filters }: Action, called: Text[]): Action | undefined {
  if (filters.length > 0) return undefined
  const [pattern] = listOf(input.args)
  if (via !== 'redis' || operation !== 'KEYS' || !pattern) return undefined
  const said = redisOptions(called.slice(1))
  const [verb] = said.positional
  if (literal(called[0]) !== 'redis-cli' || !/^(?:DEL|UNLINK)$/i.test(shown(verb ?? []))) return undefined
  const place = mapOf(on?.cache)
  if (!isSame(placeOf(said), place)) return undefined
  return {
    via: 'belay',
    operation: 'cache clear',
    risk: 'change',
    input: { pattern },
    filters: [],
    on: { cache: { map: place } },
  }
}

/** Whether what is done for each is done where the list is from. */
const isSame = (one: Record<string, Tree | undefined>, other: Record<string, Tree | undefined>): boolean =>
  [...Object.keys(one), ...Object.keys(other)].every(
    name => shown((one[name] as Text) ?? []) === shown((other[name] as Text) ?? []),
  )

/** What leaves none of the tasks out. */
const isWhole = (filter: Filter): boolean =>
  filter.by === 'text' ||
  (filter.by === 'jq' && filter.program.trim() === '.taskArns[]') ||
  (filter.by === 'query' && /^taskArns(?:\[\*?\])?$/.test(filter.expression))
