import { z } from 'zod'
import { counted } from '../domain/counted.ts'
import type { Cell } from '../domain/reading.ts'
import { sizeOf } from '../domain/size.ts'
import type { Leftover, Leftovers } from '../ports/leftovers.ts'
import { accountOf } from './account.ts'
import { lineAt } from './line-at.ts'
import type { Read } from './read.ts'

/** What the account pays for and nothing uses, of the system's region. */
export const unused = (leftovers: Leftovers): Read<object> => ({
  name: 'unused',
  input: z.object({}),
  async read(_, where) {
    const all = await leftovers.all(accountOf(where.settings))
    const count = (kind: Leftover['kind']) => all.filter(one => one.kind === kind).length
    return {
      state: all.length > 0 ? 'unsettled' : 'fine',
      title: `Of the account of ${where.system.title} ${where.environment} nothing uses ${counted(count('volume'), 'volume')}, ${counted(count('address'), 'public address', 'public addresses')} and ${counted(count('load balancer'), 'load balancer')}`,
      lines: [
        'All of the account in this region was looked at, whosever it is: a volume that is attached to nothing, an address that leads to nothing, a load balancer without a target.',
      ],
      ...(all.length > 0 && {
        table: {
          columns: ['What', 'Which', 'Made', 'Size'],
          rows: all.map(({ kind, name, madeAt, bytes }): Cell[] => [
            kind,
            name,
            madeAt === undefined ? '' : { at: madeAt },
            bytes === undefined ? '' : sizeOf(bytes),
          ]),
        },
      }),
      offers: [
        { label: 'Images', command: lineAt('images', where) },
        { label: 'Costs', command: lineAt('costs', where) },
        { label: 'Again', command: lineAt('unused', where) },
      ],
    }
  },
})
