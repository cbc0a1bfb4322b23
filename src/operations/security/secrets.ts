import { z } from 'zod'
import { inWords } from '../../domain/duration.ts'
import type { Cell } from '../../domain/reading.ts'
import { secretName } from '../../domain/short-name.ts'
import type { ListedSecret, SecretStore } from '../../ports/secret-store.ts'
import { accountOf } from '../account.ts'
import { lineAt } from '../line-at.ts'
import type { Read } from '../read.ts'
import { again, dayMs, regionOf } from './places.ts'

const input = z.object({ days: z.int() })

/** The secrets of a region that nobody has changed or rotated for so many days, the oldest first. */
export const oldSecrets = (store: SecretStore, now: () => number): Read<z.infer<typeof input>> => ({
  name: 'security secrets',
  input,
  async read({ days }, where) {
    const all = await store.all(accountOf(where.settings))
    const age = ({ changedAt }: ListedSecret) =>
      changedAt === undefined ? Number.POSITIVE_INFINITY : now() - changedAt
    const old = all.filter(one => age(one) > days * dayMs).sort((a, b) => age(b) - age(a))
    const named = new Map(
      Object.entries(where.settings.secrets ?? {}).map(([name, { sm }]) => [secretName(sm), name]),
    )
    return {
      state: old.length > 0 ? 'unsettled' : 'fine',
      title: `${old.length} of ${all.length} secrets of ${regionOf(where)} unchanged for ${days} days`,
      ...(old.length > 0 && {
        table: {
          columns: [
            'In Secrets Manager',
            'Last changed or rotated',
            'Age',
            'Rotated by AWS',
            'In the system file',
          ],
          rows: old.map((one): Cell[] => [
            one.name,
            one.changedAt === undefined ? 'never' : { at: one.changedAt },
            one.changedAt === undefined ? '' : inWords(age(one)),
            one.rotates ? 'yes' : 'no',
            named.get(one.name) ?? '',
          ]),
        },
      }),
      offers: [
        {
          label: 'Secrets of the system',
          command: lineAt('secrets', { system: where.system, environment: where.environment }),
        },
        again('security secrets', where, days),
      ],
    }
  },
})
