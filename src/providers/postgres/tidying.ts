import type { Client } from 'pg'
import { mask } from '../../domain/mask.ts'
import {
  type CallKind,
  fieldOf,
  type Made,
  type Maker,
  maker,
  type Observation,
  type Standing,
  tagOf,
} from '../../ports/calls/call.ts'
import type { Clock } from '../../ports/clock.ts'
import type { PostgresTarget } from '../../ports/postgres.ts'
import type { AskPostgres } from './ask.ts'
import { isSaid } from './in-words.ts'

export interface Tidying<P> {
  /** The table is named as the catalogue has it. */
  sql(table: string): string
  progress: string
  /** Whether the catalogue shows that it was done; undefined where there is no such table any more. */
  isDone(params: P): Promise<boolean | undefined>
}

const nameOf = (made: Made): string => `belay ${tagOf(made)}`
/** What waits for a lock holds up others behind it: no longer than this. */
const lockMs = 5_000
/** What has not begun by then is not to come: a statement that is on its way so long has lost it. */
const arrivesMs = 10_000

/** So long after its end what became of a statement is kept, in milliseconds: its run is told of it long before. */
const keptMs = 600_000

/** A statement that this process has sent, and what PostgreSQL has said of it since; its connection until that ends. */
interface Sent {
  client?: Client
  overAt?: number
  warnings: string[]
  /** How it ended, as PostgreSQL says; why, where it failed. */
  ended?: { why?: string }
}

/** Tidies up a table, which takes as long as it takes: this process waits for it, and any other sees how far it is. */
export function tidying<P extends PostgresTarget & { table: string }>(
  { read, change, connect }: AskPostgres,
  clock: Pick<Clock, 'now'>,
  kind: CallKind<P>,
  { sql, progress, isDone }: Tidying<P>,
): Maker {
  const sent = new Map<string, Sent>()

  const running = async (target: PostgresTarget, name: string): Promise<boolean> =>
    (
      await read(target, `SELECT 1 FROM pg_stat_activity WHERE application_name = $1 AND state = 'active'`, [
        name,
      ])
    ).length > 0

  const failed = (why: string): Observation => ({ is: 'failed', why, said: [] })

  /** What PostgreSQL has said of its end. What it only warns of, as of a table that is not Belay's to tidy, it may have left undone. */
  async function told(params: P, { ended, warnings }: Sent): Promise<Observation> {
    if (ended?.why !== undefined) return failed(`PostgreSQL ended it: ${ended.why}.`)
    const [warning] = warnings
    return warning === undefined || (await isDone(params))
      ? { is: 'done' }
      : failed(`PostgreSQL did not do it: ${warning}.`)
  }

  return maker<P>({
    kind,
    repeatable: true,
    async look(params, made): Promise<Standing> {
      const done = await isDone(params)
      if (done === undefined) return { is: 'other', how: `There is no table ${params.table} any more.` }
      if (done || (await running(params, nameOf(made))))
        return { is: 'after', result: { name: nameOf(made) } }
      return { is: 'before' }
    },
    async start(params, made, guard) {
      const name = nameOf(made)
      const client = await connect(params, name, `SET lock_timeout = ${lockMs}`)
      try {
        guard?.()
      } catch (error) {
        await client.end()
        throw error
      }
      const one: Sent = { client, warnings: [] }
      for (const [other, { overAt }] of sent)
        if (overAt !== undefined && clock.now() - overAt > keptMs) sent.delete(other)
      sent.set(name, one)
      client.on('notice', ({ code, message = '' }) => {
        if (code?.startsWith('01')) one.warnings.push(mask(message))
      })
      // It goes on by itself: `observe` sees how far. A connection that is lost says nothing of what PostgreSQL does.
      client
        .query(sql(params.table))
        .then(
          () => void (one.ended = {}),
          (error: Error) => void (isSaid(error) && (one.ended = { why: mask(error.message) })),
        )
        .finally(() => {
          delete one.client
          one.overAt = clock.now()
          return client.end()
        })
        .catch(() => {}) // What became of it is kept above.
      return { name }
    },
    async observe(params, result, { since }): Promise<Observation> {
      const name = String(fieldOf(result, 'name') ?? '')
      const own = sent.get(name)
      if (own?.ended) return told(params, own)
      if (await running(params, name)) {
        const [at] = await read(
          params,
          `${progress} p JOIN pg_stat_activity a USING (pid) WHERE a.application_name = $1`,
          [name],
        )
        const { done = 0, of = 0, phase = 'beginning' } = at ?? {}
        return { is: 'going', progress: { done, of, what: 'blocks', said: [phase] } }
      }
      if (await isDone(params)) return { is: 'done' }
      // PostgreSQL shows that it is over no earlier than it says so, to whoever began it.
      if (own?.ended) return told(params, own)
      if (clock.now() - since < arrivesMs)
        return { is: 'going', progress: { done: 0, of: 0, what: 'blocks', said: ['beginning'] } }
      await own?.client?.end()
      return failed('It ended before it was done.')
    },
    async cancel(params, result, guard) {
      const name = String(fieldOf(result, 'name') ?? '')
      const sql = 'SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE application_name = $1'
      await change(params, sql, [name], guard)
    },
  })
}
