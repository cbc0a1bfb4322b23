import { randomUUID } from 'node:crypto'
import { jobId } from '../domain/jobs.ts'
import type { Change, Save, SaveResult, Version } from '../ports/store.ts'
import { auditArgs } from './audit.ts'
import type { RedisClock } from './clock.ts'
import type { Connection } from './connect.ts'
import { tooLate } from './faults.ts'
import type { History, Known } from './history.ts'
import { keysOf } from './keys.ts'
import { deadline, orderArgs } from './orders.ts'
import { placesOf } from './places.ts'
import { keptMs } from './retention.ts'
import { script } from './script.ts'
import { keyOf, stateOf } from './written.ts'

/** Writes saves, where what this process has seen of the system's history goes on. */
export function createSaver(redis: Connection, clock: RedisClock, history: History) {
  const run = script(redis, 'save')

  return async function save(given: Save): Promise<SaveResult> {
    const { system, operation } = given
    const known = await history.known(system)
    const version = versionOf(operation)
    const args = [...guards(given, known, version, deadline(clock)), ...contents(given)]
    const answer = (await run(keysOf(system), ...args)) as SaveResult | 'late' | 'forgotten'
    if (answer === 'late') {
      await clock.sync()
      throw tooLate('save')
    }
    if (answer === 'forgotten') {
      await history.check(system)
      return save(given)
    }
    if (answer === 'saved') history.saw(system, operation, version)
    return answer
  }
}

type Args = (string | number)[]

const guards = ({ operation, claim }: Save, known: Known, version: Version, deadlineAt: number): Args => [
  ...[operation, keptMs.operation, known.epoch, known.operation, known.version, version, deadlineAt],
  ...[claim?.job ?? '', claim?.token ?? ''],
]

/** Random besides, so that the same operation done again on lost history is not taken for the first. */
const versionOf = (operation: string): Version => `${operation} ${randomUUID()}`

const contents = ({ changes, orders, cancelled, dropped = [], audit }: Save): Args => [
  changes.length,
  ...changes.flatMap(changeArgs),
  ...orderArgs(orders),
  ...list([...cancelled.map(jobId), ...dropped]),
  ...[keptMs.incident, keptMs.audit, ...auditArgs(audit)],
]

const changeArgs = (change: Change): Args => {
  const places = placesOf(change)
  const { entries = [], keys = [] } = 'incident' in change ? change : {}
  return [
    ...[...keyOf(change), change.expected ?? ''],
    textOf(change),
    ...[places.length, ...places.flat()],
    ...list(entries.map(entry => JSON.stringify(entry))),
    ...list(keys),
  ]
}

const textOf = (change: Change): string => {
  const state = stateOf(change)
  return state ? JSON.stringify(state) : ''
}

const list = (items: string[]): Args => [items.length, ...items]
