import { z } from 'zod'
import { counted } from '../../domain/counted.ts'
import { UserError } from '../../domain/errors.ts'
import type { Cell } from '../../domain/reading.ts'
import type { Rds } from '../../ports/rds.ts'
import type { Ingress, SecurityGroups } from '../../ports/security-groups.ts'
import { accountOf } from '../account.ts'
import { findInstance } from '../database/find.ts'
import { lineAt } from '../line-at.ts'
import type { Read } from '../read.ts'
import { ports } from './ports.ts'

/** One group by its id, or those of a database. */
const input = z.object({ group: z.string().optional(), database: z.string().optional() })

/** Everything that a security group lets in, or each of those that a database has. */
export const groupRules = (groups: SecurityGroups, rds: Rds): Read<z.infer<typeof input>> => ({
  name: 'security group',
  input,
  async read({ group, database }, where) {
    const found = database === undefined ? undefined : await findInstance(rds, where, database)
    const ids = group === undefined ? (found?.state.securityGroups ?? []) : [group]
    if (ids.length === 0) throw new UserError(`Which group? ${database ?? 'None'} has none.`)
    const all = await Promise.all(
      ids.map(async id => ({ id, rules: await groups.ingress(id, accountOf(where.settings)) })),
    )
    const rules = all.flatMap(({ id, rules }) => rules.map(rule => ({ id, ...rule })))
    const open = rules.filter(isForAll)
    const { system, environment } = where
    const place = { system, environment }
    return {
      state: open.length > 0 ? 'unsettled' : 'fine',
      title: `${found ? `${found.named}: ` : ''}${ids.join(', ')} ${ids.length === 1 ? 'has' : 'have'} ${counted(rules.length, 'rule')} for what comes in, ${open.length} for everybody`,
      lines: rules.length === 0 ? ['Nothing is let in; or there is no such group.'] : [],
      ...(rules.length > 0 && {
        table: {
          columns: ['Group', 'Lets in', 'From', 'Description'],
          rows: rules.map((rule): Cell[] => [
            rule.id,
            ports(rule),
            rule.cidr ?? 'another group, or a list of addresses',
            rule.description ?? '',
          ]),
        },
      }),
      offers: [
        { label: 'What is open to everybody', command: lineAt('security groups', place) },
        {
          label: 'Again',
          command: `${lineAt('security groups', place)}${group === undefined ? ` --database ${database}` : ` --group ${group}`}`,
        },
      ],
    }
  },
})

const isForAll = ({ cidr }: Ingress): boolean => cidr === '0.0.0.0/0' || cidr === '::/0'
