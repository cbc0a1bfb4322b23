import { type Answer, type Input, ok, refuse, type Service } from '../answer.ts'
import { listOf } from '../form.ts'
import { describedInstance, describedUpdates } from './described.ts'
import { tagsOf } from './snapshots.ts'
import { type Database, type Snapshot, settled, takes, usual } from './world.ts'

/** Instances, and what changes them or makes another one. */
export function createInstances(now: () => number) {
  const all = new Map<string, Database>()
  /** As it is by now. */
  function get(id: string): Database | undefined {
    const found = all.get(id)
    if (!found) return undefined
    const as = settled(found, now())
    all.set(id, as)
    return as
  }
  const replicasOf = (id: string): string[] => [...all.keys()].filter(one => get(one)?.replicaOf === id)
  const missing = (id: string) => refuse('DBInstanceNotFound', `DBInstance ${id} not found.`, 404)
  const answer = (database: Database) => ok({ DBInstance: describedInstance(database, now()) })

  function change(id: string, change: (database: Database) => Database | Answer): Answer {
    const database = get(id)
    if (!database) return missing(id)
    if (database.status !== 'available')
      return refuse('InvalidDBInstanceState', `Database instance is not in available state.`)
    const next = change(database)
    if ('result' in next || 'error' in next) return next
    all.set(id, next)
    return answer(next)
  }

  /** RDS says what is wrong with a password, and here with all of it. */
  function withPassword(one: Database, masterPassword: string): Database | Answer {
    if (one.keepsPassword)
      return refuse(
        'InvalidParameterCombination',
        'MasterUserPassword cannot be set with ManageMasterUserPassword.',
      )
    if (!/^[!-~]{8,128}$/.test(masterPassword) || /[/@"]/.test(masterPassword))
      return refuse('InvalidParameterValue', `MasterUserPassword ${masterPassword} is not a valid password.`)
    const pending = { masterPassword }
    return { ...one, status: 'resetting-master-credentials', pending, until: now() + takes.password }
  }

  /** Another instance, of what was one once. */
  function restored(input: Input, id: string, like: Database | undefined, storage: number): Answer {
    if (get(id)) return refuse('DBInstanceAlreadyExists', 'DB instance already exists')
    const made: Database = {
      ...usual(id, now()),
      ...like,
      id,
      status: 'creating',
      createdAt: now(),
      storage,
      until: now() + takes.restore,
      class: input.DBInstanceClass ?? 'db.t3.micro',
      multiAz: input.MultiAZ === 'true',
      subnetGroup: input.DBSubnetGroupName ?? 'default',
      parameterGroup: input.DBParameterGroupName ?? 'default.postgres17',
      securityGroups: listOf(input, 'VpcSecurityGroupIds.VpcSecurityGroupId'),
      tags: tagsOf(input),
    }
    all.set(id, made)
    return answer(made)
  }

  const answers = (snapshots: Map<string, Snapshot>): Service['answers'] => ({
    DescribeDBInstances({ DBInstanceIdentifier: id }) {
      const found = [...all.keys()].filter(one => id === undefined || one === id).map(one => get(one)!)
      if (id !== undefined && found.length === 0) return missing(id)
      return ok({
        DBInstances: { DBInstance: found.map(one => describedInstance(one, now(), replicasOf(one.id))) },
      })
    },
    DescribePendingMaintenanceActions(input) {
      const found = listOf(input, 'Filters.Filter.1.Values.Value').flatMap(id => get(id) ?? [])
      return ok({
        PendingMaintenanceActions: { ResourcePendingMaintenanceActions: found.flatMap(describedUpdates) },
      })
    },
    PromoteReadReplica: ({ DBInstanceIdentifier: id }) =>
      change(id, one =>
        one.replicaOf === undefined
          ? refuse('InvalidDBInstanceState', 'DB Instance is not a read replica.')
          : { ...one, status: 'modifying', pending: { replicaOf: undefined }, until: now() + takes.promote },
      ),
    RebootDBInstance: ({ DBInstanceIdentifier: id }) =>
      change(id, one => ({ ...one, status: 'rebooting', until: now() + takes.reboot })),
    ModifyDBInstance: ({
      DBInstanceIdentifier: id,
      DBInstanceClass,
      AllocatedStorage,
      PubliclyAccessible,
      MasterUserPassword,
    }) =>
      change(id, one => {
        if (MasterUserPassword !== undefined) return withPassword(one, MasterUserPassword)
        const storage = AllocatedStorage === undefined ? undefined : Number(AllocatedStorage)
        if (storage !== undefined && storage < one.storage * 1.1)
          return refuse('InvalidParameterCombination', 'Storage must be increased by at least 10 percent.')
        const pending = {
          ...(DBInstanceClass !== undefined && { class: DBInstanceClass as string }),
          ...(storage !== undefined && { storage }),
          ...(PubliclyAccessible !== undefined && { isPublic: PubliclyAccessible === 'true' }),
        }
        return {
          ...one,
          status: 'modifying',
          pending,
          until: now() + takes[PubliclyAccessible ? 'public' : 'modify'],
        }
      }),
    RestoreDBInstanceFromDBSnapshot(input) {
      const { DBInstanceIdentifier: id, DBSnapshotIdentifier: of } = input
      const snapshot = snapshots.get(of)
      if (!snapshot) return refuse('DBSnapshotNotFound', `DBSnapshot ${of} not found.`, 404)
      return restored(input, id, get(snapshot.instance), snapshot.storage)
    },
    RestoreDBInstanceToPointInTime(input) {
      const { SourceDBInstanceIdentifier: of, TargetDBInstanceIdentifier: id, RestoreTime } = input
      const source = get(of)
      if (!source) return missing(of)
      if (RestoreTime !== undefined && Date.parse(RestoreTime) > now() - 5 * 60_000)
        return refuse('PointInTimeRestoreNotEnabled', `The restore time is after the latest restorable time.`)
      return restored(input, id, source, source.storage)
    },
  })

  return {
    answers,
    get,
    /** Adds an instance, or changes one that is there. */
    set(change: Pick<Database, 'id'> & Partial<Database>): void {
      all.set(change.id, { ...usual(change.id, now()), ...get(change.id), ...change })
    },
  }
}
