import { z } from 'zod'
import { inWords } from '../domain/duration.ts'
import { UserError } from '../domain/errors.ts'
import type { Cell } from '../domain/reading.ts'
import type { PoolUser, UserPools } from '../ports/user-pools.ts'
import { accountOf } from './account.ts'
import { lineAt } from './line-at.ts'
import type { Read } from './read.ts'

const input = z.object({ pool: z.string(), olderMs: z.int().positive() })
const shown = 100

/** Users of a pool of Cognito that nobody has changed for long, were never used, or are shut out. */
export const inactiveUsers = (pools: UserPools, now: () => number): Read<z.infer<typeof input>> => ({
  name: 'users inactive',
  input,
  async read({ pool, olderMs }, where) {
    const id = where.settings.userPools?.[pool]
    if (id === undefined)
      throw new UserError(`${where.system.title} ${where.environment} has no user pool ${pool.slice(0, 40)}.`)
    const { users, isAll } = await pools.users(id, accountOf(where.settings))
    const why = (user: PoolUser): string | undefined => {
      if (!user.isEnabled) return 'disabled'
      if (now() - user.changedAt <= olderMs) return undefined
      return user.status === 'CONFIRMED'
        ? 'unchanged for long'
        : user.status.toLowerCase().replaceAll('_', ' ')
    }
    const found = users
      .flatMap(user => {
        const reason = why(user)
        return reason === undefined ? [] : [{ ...user, reason }]
      })
      .sort((a, b) => a.changedAt - b.changedAt)
    return {
      state: found.length > 0 ? 'unsettled' : 'fine',
      title: `${found.length} of ${users.length} users of ${pool}, ${where.environment}, look inactive`,
      lines: [
        `Inactive: disabled, or unchanged for more than ${inWords(olderMs)}. Cognito does not tell when somebody signed in last: whoever has only signed in since looks unchanged.`,
        ...(isAll ? [] : [`There are more than ${users.length}: the others were not read.`]),
        ...(found.length > shown ? [`The ${shown} that are longest so are shown.`] : []),
      ],
      table: {
        columns: ['User', 'Why', 'Changed', 'Made'],
        rows: found
          .slice(0, shown)
          .map(({ name, reason, changedAt, createdAt }): Cell[] => [
            name,
            reason,
            { at: changedAt },
            { at: createdAt },
          ]),
      },
      offers: [{ label: 'Again', command: `${lineAt('users inactive', where)} --pool ${pool}` }],
    }
  },
})
