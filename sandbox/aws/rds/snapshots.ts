import { type Input, ok, refuse, type Service } from '../answer.ts'
import { pageOf, structuresOf } from '../form.ts'
import { describedSnapshot } from './described.ts'
import type { Database, Snapshot } from './world.ts'

export const tagsOf = (input: Input): Record<string, string> =>
  Object.fromEntries(
    structuresOf(input, 'Tags.Tag', 'Key', 'Value').map(({ Key = '', Value = '' }) => [Key, Value]),
  )

/** Snapshots: those that people make, and those that RDS makes by itself. */
export function createSnapshots(
  instance: (id: string) => Database | undefined,
  now: () => number,
): { answers: Service['answers']; all: Map<string, Snapshot>; most: { manual: number } } {
  const all = new Map<string, Snapshot>()
  const most = { manual: 100 }
  const missing = (id: string) => refuse('DBSnapshotNotFound', `DBSnapshot ${id} not found.`, 404)
  return {
    all,
    most,
    answers: {
      DescribeDBSnapshots(input) {
        const { DBInstanceIdentifier: of, DBSnapshotIdentifier: id } = input
        const found = [...all.values()].filter(
          one => (of === undefined || one.instance === of) && (id === undefined || one.id === id),
        )
        if (id !== undefined && found.length === 0) return missing(id)
        const { page, more } = pageOf(found, input)
        return ok({ DBSnapshots: { DBSnapshot: page.map(one => describedSnapshot(one, now())) }, ...more })
      },
      CreateDBSnapshot(input) {
        const { DBInstanceIdentifier: of, DBSnapshotIdentifier: id } = input
        const database = instance(of)
        if (!database) return refuse('DBInstanceNotFound', `DBInstance ${of} not found.`, 404)
        if (all.has(id))
          return refuse('DBSnapshotAlreadyExists', `Cannot create the snapshot because ${id} already exists.`)
        if (database.status !== 'available')
          return refuse('InvalidDBInstanceState', `Database instance is not in available state.`)
        if ([...all.values()].filter(({ kind }) => kind === 'manual').length >= most.manual)
          return refuse('SnapshotQuotaExceeded', 'The request would result in the user exceeding the quota.')
        const made: Snapshot = {
          id,
          instance: of,
          kind: 'manual',
          status: 'creating',
          beganAt: now(),
          storage: database.storage,
          tags: tagsOf(input),
        }
        all.set(id, made)
        return ok({ DBSnapshot: describedSnapshot(made, now()) })
      },
      DeleteDBSnapshot({ DBSnapshotIdentifier: id }) {
        const found = all.get(id)
        if (!found) return missing(id)
        if (found.kind === 'automated')
          return refuse('InvalidDBSnapshotState', 'Only manual snapshots may be deleted.')
        all.delete(id)
        return ok({ DBSnapshot: { ...describedSnapshot(found, now()), Status: 'deleted' } })
      },
    },
  }
}
