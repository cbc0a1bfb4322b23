import { randomUUID } from 'node:crypto'
import { auditArgs } from './audit.ts'
import { type RedisClock, repeat } from './clock.ts'
import type { Connection } from './connect.ts'
import { tooLate } from './faults.ts'
import { keysOf } from './keys.ts'
import { deadline, orderArgs } from './orders.ts'
import { keptMs } from './retention.ts'
import { script } from './script.ts'

/** Redis holds less than it said was saved: it was restored, emptied, or failed over to an earlier state. */
export interface HistoryLost {
  system: string
  /** The epoch that has begun. */
  epoch: string
  /** The last operation that this process has seen saved, or '' when that is too long ago. */
  operation: string
}

/** What Redis must still know: the epoch, and an operation that was saved before, with the version it wrote, or ''. */
export interface Known {
  epoch: string
  operation: string
  version: string
}

/** What this process has seen of each system, compared with what Redis holds. */
export interface History {
  /** Asks Redis first if there has been a new connection since it was asked last. */
  known(system: string): Promise<Known>
  /** The same without asking. */
  remembered(system: string): Known
  saw(system: string, operation: string, version: string): void
  check(system: string): Promise<void>
  /** Checks every system that this process deals with, again and again; answers how to end that. */
  watch(): () => void
}

const everyMs = 5_000

/** The first process to see a loss begins a new epoch, by which the others know that it has been told. */
export function createHistory(
  redis: Connection,
  clock: RedisClock,
  onLost?: (lost: HistoryLost) => void,
): History {
  const run = script(redis, 'epoch')
  const memory = new Map<string, Known & { until: number }>()
  const checks = new Map<string, Promise<void>>()
  /** The systems that were asked about on this connection. */
  let asked = new Set<string>()
  redis.on('close', () => {
    asked = new Set()
  })

  function remembered(system: string): Known {
    const { epoch = '', operation = '', version = '', until = 0 } = memory.get(system) ?? {}
    return clock.wall() < until ? { epoch, operation, version } : { epoch, operation: '', version: '' }
  }

  async function compare(system: string): Promise<void> {
    const connection = asked
    const { epoch, operation, version } = remembered(system)
    const next = `${numberOf(epoch) + 1}-${clock.wall()}-${randomUUID()}`
    const due = clock.now()
    const detail = { why: 'history lost', before: epoch, epoch: next, operation }
    const answer = (await run(
      keysOf(system),
      ...[deadline(clock), epoch, operation, version, next],
      ...orderArgs([{ job: { kind: 'history' }, due, when: 'earlier' }]),
      ...[keptMs.audit, ...auditArgs([{ at: due, by: 'belay', what: 'epoch', detail }])],
    )) as string
    if (answer === 'late') {
      await clock.sync()
      throw tooLate('epoch')
    }
    connection.add(system)
    if (answer === epoch) return
    memory.set(system, { epoch: answer, operation: '', version: '', until: 0 })
    if (epoch !== '' && answer === next) onLost?.({ system, epoch: next, operation })
  }

  function check(system: string): Promise<void> {
    if (!checks.has(system))
      checks.set(
        system,
        compare(system).finally(() => checks.delete(system)),
      )
    return checks.get(system)!
  }

  return {
    async known(system) {
      if (!asked.has(system)) await check(system)
      return remembered(system)
    },
    remembered,
    saw(system, operation, version) {
      const { epoch } = remembered(system)
      memory.set(system, { epoch, operation, version, until: clock.wall() + keptMs.operation / 2 })
    },
    check,
    watch: () => repeat(() => Promise.all([...memory.keys()].map(check)), everyMs),
  }
}

const numberOf = (epoch: string): number => Number(/^\d*/.exec(epoch)![0])

/** When an epoch began because the one before was lost; undefined of the first, and of none. */
export const lostAt = (epoch: string | null): number | undefined =>
  epoch && numberOf(epoch) > 1 ? Number(epoch.split('-')[1]) : undefined
