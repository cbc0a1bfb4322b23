import { z } from 'zod'
import { inWords } from '../../domain/duration.ts'
import { UserError } from '../../domain/errors.ts'
import { callOf } from '../../ports/calls/call.ts'
import { endIdle as ending } from '../../ports/calls/postgres.ts'
import type { Postgres } from '../../ports/postgres.ts'
import type { Operation } from '../operation.ts'
import { lineFor } from './find.ts'
import { tidy } from './tidied.ts'

const idle = z.object({
  database: z.string(),
  olderMs: z.int().min(60_000, 'expected a minute or longer: --older 10m'),
})
const listed = 15

/** Ends connections that have been idle for long. */
export const endIdle = (postgres: Postgres): Operation<z.infer<typeof idle>> => ({
  name: 'db end-idle',
  risk: 'change',
  input: idle,
  async plan({ database, olderMs }, where) {
    const { as, named, resource } = tidy(where, database)
    const all = await postgres.idle(as, olderMs)
    if (all.length === 0)
      throw new UserError(`No connection to ${named} has been idle for ${inWords(olderMs)}.`, {
        label: 'Connections',
        command: lineFor('db connections', where, database),
      })
    const left = all.length - listed
    return {
      title: `end connections to ${named} that are idle for ${inWords(olderMs)}`,
      shifts: [
        ...all.slice(0, listed).map(({ pid, user, application, from, ms }) => ({
          from: `${[user, application, from].filter(Boolean).join(' ')}, idle for ${inWords(ms)} (process ${pid})`,
          to: 'ended',
        })),
        ...(left > 0 ? [{ from: `${left} more`, to: 'ended' }] : []),
      ],
      now: [`${all.length} are idle for that long`],
      warnings: [
        'A service that keeps connections for later opens new ones. Those that are idle for that long by then are ended, not just these.',
      ],
      calls: [
        callOf(ending, {
          on: database,
          sets: `what is idle for ${inWords(olderMs)} ended`,
          params: { ...as, idleMs: olderMs },
        }),
      ],
      resources: [resource],
    }
  },
})
