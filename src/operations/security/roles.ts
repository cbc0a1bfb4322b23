import { z } from 'zod'
import { inWords } from '../../domain/duration.ts'
import type { Cell } from '../../domain/reading.ts'
import type { Role, Roles } from '../../ports/roles.ts'
import { accountOf } from '../account.ts'
import type { Read } from '../read.ts'
import { again, dayMs } from './places.ts'

const input = z.object({ days: z.int() })

/** So many roles are looked at, each by a call of its own. */
const most = 300

/** The roles of an account that nobody has used for so many days, those never used first. What is newer is left out. */
export const unusedRoles = (roles: Roles, now: () => number): Read<z.infer<typeof input>> => ({
  name: 'security roles',
  input,
  async read({ days }, where) {
    const { roles: all, more } = await roles.all(most, accountOf(where.settings))
    const since = ({ usedAt, createdAt = 0 }: Role) => usedAt ?? createdAt
    const unused = all
      .filter(role => now() - since(role) > days * dayMs)
      .sort((a, b) => (a.usedAt ?? 0) - (b.usedAt ?? 0) || since(a) - since(b))
    return {
      state: unused.length > 0 ? 'unsettled' : 'fine',
      title: `${unused.length} of ${all.length} IAM roles unused for ${days} days`,
      lines: [
        ...(more ? [`There are more roles: the first ${most} were looked at.`] : []),
        'AWS tells of the last 400 days; what it has made for its own services is left out.',
        'What one of the others may use and does not, tells `security role` with its name.',
      ],
      ...(unused.length > 0 && {
        table: {
          columns: ['Role', 'Last used', 'That is', 'In', 'Made'],
          rows: unused.map((role): Cell[] => [
            role.name,
            role.usedAt === undefined ? 'not known to be' : { at: role.usedAt },
            role.usedAt === undefined ? '' : `${inWords(now() - role.usedAt)} ago`,
            role.usedIn ?? '',
            role.createdAt === undefined ? '' : { at: role.createdAt },
          ]),
        },
      }),
      offers: [again('security roles', where, days)],
    }
  },
})
