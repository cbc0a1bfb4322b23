import { z } from 'zod'
import { counted } from '../../domain/counted.ts'
import { inWords } from '../../domain/duration.ts'
import type { Cell } from '../../domain/reading.ts'
import type { Rds, Snapshot } from '../../ports/rds.ts'
import type { Read } from '../read.ts'
import { again, instanceOf, lineFor } from './find.ts'

const input = z.object({ database: z.string() })
/** From this age on a snapshot that somebody made is for the cost review, unless it is the latest of them. */
const unusedAfterMs = 90 * 86_400_000

/** Snapshots that somebody made, and that nobody is likely to need any more. */
function unused(snapshots: Snapshot[], now: number): Snapshot[] {
  const [, ...older] = snapshots.filter(({ kind, status }) => kind === 'manual' && status === 'available')
  return older.filter(({ at }) => at !== undefined && now - at > unusedAfterMs)
}

/** The snapshots of an instance, the latest first, and those that may be deleted. */
export const snapshots = (rds: Rds, now: () => number): Read<z.infer<typeof input>> => ({
  name: 'db snapshots',
  input,
  async read({ database }, where) {
    const { id, place, named } = instanceOf(where, database)
    const all = await rds.snapshots(id, place)
    const old = unused(all, now())
    const [latest] = all.filter(({ status }) => status === 'available')
    const gib = old.reduce((sum, { storage }) => sum + storage, 0)
    const oldest = old.at(-1)
    return {
      title:
        all.length === 0
          ? `${named} has no snapshots`
          : `${counted(all.length, 'snapshot')} of ${named}${latest?.at === undefined ? '' : `, the latest ${inWords(now() - latest.at)} old`}`,
      lines: [
        ...(old.length > 0
          ? [
              `For the cost review: ${old.length} that somebody made ${old.length === 1 ? 'is' : 'are'} older than ${inWords(unusedAfterMs)}, of ${gib} GiB.`,
            ]
          : []),
      ],
      table: {
        columns: ['Snapshot', 'Made', 'Age', 'GiB', 'By', 'State'],
        rows: all.map((one): Cell[] => [
          one.name,
          one.at === undefined ? '' : { at: one.at },
          one.at === undefined ? '' : inWords(now() - one.at),
          one.storage,
          by(one),
          [
            one.status === 'available' ? '' : `${one.status}, ${one.made} %`,
            old.includes(one) ? 'unused' : '',
          ]
            .filter(Boolean)
            .join(', '),
        ]),
      },
      offers: [
        { label: 'Make a snapshot', command: lineFor('db snapshot', where, database) },
        ...(latest
          ? [
              {
                label: 'Restore the latest',
                command: `${lineFor('db restore', where, database)} --snapshot ${latest.name}`,
              },
            ]
          : []),
        ...(oldest
          ? [
              {
                label: `Delete ${oldest.name}`,
                command: `${lineFor('db delete-snapshot', where, database)} --snapshot ${oldest.name}`,
              },
            ]
          : []),
        again('db snapshots', where, database),
      ],
    }
  },
})

function by({ kind, run }: Snapshot): string {
  if (run !== undefined) return 'Belay'
  return kind === 'manual' ? 'hand' : kind === 'automated' ? 'RDS' : kind
}
