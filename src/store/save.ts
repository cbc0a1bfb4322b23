import { randomUUID } from 'node:crypto'
import { isOpen } from '../domain/incident.ts'
import { jobId } from '../domain/jobs.ts'
import type { AuditEntry, Change, Save, SaveResult, Version } from '../ports/store.ts'
import { canonical, digest } from './audit.ts'
import type { RedisClock } from './clock.ts'
import type { Connection } from './connect.ts'
import { tooLate } from './faults.ts'
import { keysOf } from './keys.ts'
import { deadline, orderArgs } from './queue.ts'
import { script } from './script.ts'

/** Redis forgot an operation that it had saved: it was restored, or failed over, to an earlier state. */
export interface HistoryLost {
  system: string
  operation: string
}

const rememberMs = 72 * 3_600_000

/** Writes saves, and notices when Redis has forgotten one: that is told, and noted in the system's audit. */
export function createSaver(
  redis: Connection,
  clock: RedisClock,
  onHistoryLost?: (lost: HistoryLost) => void,
) {
  const run = script(redis, 'save')
  /** By system, the last operation seen saved, while Redis must remember it. */
  const seen = new Map<string, { operation: string; until: number }>()

  return async function save(given: Save): Promise<SaveResult> {
    const { system, operation } = given
    const last = seen.get(system)
    const remembered = last && clock.wall() < last.until ? last.operation : ''
    const args = [...guards(given, remembered, deadline(clock)), ...contents(given)]
    const answer = (await run(keysOf(system), ...args)) as SaveResult | 'late' | 'forgotten'
    if (answer === 'late') {
      await clock.sync()
      throw tooLate('save')
    }
    if (answer === 'forgotten') {
      seen.delete(system)
      onHistoryLost?.({ system, operation: remembered })
      return save({ ...given, audit: [historyLost(clock.now(), remembered), ...given.audit] })
    }
    if (answer === 'saved' || answer === 'repeated')
      seen.set(system, { operation, until: clock.wall() + rememberMs / 2 })
    return answer
  }
}

const historyLost = (at: number, operation: string): AuditEntry => ({
  at,
  by: 'Belay',
  what: 'history lost',
  detail: { operation },
})

type Args = (string | number)[]

const guards = ({ operation, claim }: Save, remembered: string, deadlineAt: number): Args => [
  ...[operation, rememberMs, remembered, versionOf(operation), deadlineAt],
  ...[claim?.job ?? '', claim?.token ?? ''],
]

/** Random besides, so that the same operation done again on lost history is not taken for the first. */
const versionOf = (operation: string): Version => `${operation} ${randomUUID()}`

const contents = ({ changes, orders, cancelled, audit }: Save): Args => [
  changes.length,
  ...changes.flatMap(changeArgs),
  ...orderArgs(orders),
  ...list(cancelled.map(jobId)),
  audit.length,
  ...audit.map(canonical).flatMap(entry => [entry, digest(entry)]),
]

const changeArgs = ({ expected, incident, entries, keys }: Change): Args => [
  ...[incident.id, expected ?? '', JSON.stringify(incident), incident.openedAt, isOpen(incident) ? 1 : 0],
  ...list(entries.map(entry => JSON.stringify(entry))),
  ...list(keys ?? []),
]

const list = (items: string[]): Args => [items.length, ...items]
