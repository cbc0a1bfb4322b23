import { z } from 'zod'
import { inWords } from '../../domain/duration.ts'
import { UserError } from '../../domain/errors.ts'
import type { Cell } from '../../domain/reading.ts'
import type { Allowed, Roles } from '../../ports/roles.ts'
import { accountOf } from '../account.ts'
import { lineAt } from '../line-at.ts'
import type { Read } from '../read.ts'
import { again, dayMs } from './places.ts'

const input = z.object({ role: z.string(), days: z.int() })

/** The services that one role may use and has not used for so many days, those never used first. */
export const roleAccess = (roles: Roles, now: () => number): Read<z.infer<typeof input>> => ({
  name: 'security role',
  input,
  async read({ role, days }, where) {
    const { system, environment } = where
    const place = { system, environment }
    const all = await roles.allowed(role, accountOf(where.settings))
    if (!all)
      throw new UserError(`There is no role ${role} in the account of ${system.title} ${environment}.`, {
        label: 'Unused roles',
        command: lineAt('security roles', place),
      })
    const isUnused = ({ usedAt }: Allowed) => usedAt === undefined || now() - usedAt > days * dayMs
    const unused = all.filter(isUnused).sort((a, b) => (a.usedAt ?? 0) - (b.usedAt ?? 0))
    const used = all.filter(one => !isUnused(one)).map(({ namespace }) => namespace)
    return {
      state: unused.length > 0 ? 'unsettled' : 'fine',
      title: `${unused.length} of ${all.length} services that ${role} may use, unused for ${days} days`,
      lines: [
        ...(used.length > 0 ? [`It uses ${used.join(', ')}.`] : []),
        'AWS tells of the last 400 days, and counts what was refused as well. It looks at the policies of the role alone.',
        'What it does not need is taken away in the template that makes it.',
      ],
      ...(unused.length > 0 && {
        table: {
          columns: ['Service', 'In policies', 'Last used', 'That is'],
          rows: unused.map(({ service, namespace, usedAt }): Cell[] => [
            service,
            `${namespace}:*`,
            usedAt === undefined ? 'not known to be' : { at: usedAt },
            usedAt === undefined ? '' : `${inWords(now() - usedAt)} ago`,
          ]),
        },
      }),
      offers: [
        { label: 'Unused roles', command: lineAt('security roles', place) },
        again(`security role ${role}`, where, days),
      ],
    }
  },
})
