import { z } from 'zod'
import { counted } from '../../domain/counted.ts'
import { inWords } from '../../domain/duration.ts'
import type { Cell } from '../../domain/reading.ts'
import type { PoolUser, UserPools } from '../../ports/user-pools.ts'
import { lineAt } from '../line-at.ts'
import type { Read } from '../read.ts'
import { poolOf, standing } from './pool.ts'

const input = z.object({ pool: z.string(), olderMs: z.int().positive() })
const shown = 100

/** Users of a pool of Cognito that nobody has changed for long, were never used, or are shut out. */
export const inactiveUsers = (pools: UserPools, now: () => number): Read<z.infer<typeof input>> => ({
  name: 'users inactive',
  input,
  async read({ pool, olderMs }, where) {
    const { id, place, named } = poolOf(where, pool)
    const { users, isAll } = await pools.users(id, place)
    const why = (user: PoolUser): string | undefined => {
      if (user.isEnabled && now() - user.changedAt <= olderMs) return undefined
      return user.isEnabled && user.status === 'CONFIRMED' ? 'unchanged for long' : standing(user)
    }
    const found = users
      .flatMap(user => {
        const reason = why(user)
        return reason === undefined ? [] : [{ ...user, reason }]
      })
      .sort((a, b) => a.changedAt - b.changedAt)
    const line = (command: string) => `${lineAt(command, where)} --pool ${pool}`
    return {
      state: found.length > 0 ? 'unsettled' : 'fine',
      title: `${found.length} of ${users.length} users of ${named}, look inactive`,
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
      offers: [
        ...offer(
          'Disable',
          found.filter(user => user.isEnabled),
          line('users disable'),
        ),
        ...offer(
          'Remove disabled',
          found.filter(user => !user.isEnabled),
          line('users remove'),
        ),
        { label: 'Again', command: line('users inactive') },
      ],
    }
  },
})

/** A button has room for the names of so many. */
const offered = 10

/** The first of the list, by name; a name that a line would not hold as it is has to be typed. */
function offer(label: string, users: PoolUser[], line: string) {
  const names = users.map(({ name }) => name).filter(name => /^[\w@.:+-]+$/.test(name))
  if (names.length === 0) return []
  const some = names.slice(0, offered)
  return [
    {
      label: `${label}: ${some.length < names.length ? `the first ${some.length}` : counted(some.length, 'user')}`,
      command: `${line} --users "${some.join(' ')}"`,
    },
  ]
}
