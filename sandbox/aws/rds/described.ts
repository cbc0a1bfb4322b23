import { arn } from '../answer.ts'
import { type Database, percentOf, type Snapshot, statusOf } from './world.ts'

const tagList = (tags: Record<string, string>) => ({
  Tag: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
})
const time = (at: number): string => new Date(at).toISOString()

/** An instance as RDS describes it. */
export const describedInstance = (database: Database, now: number, replicas: string[] = []) => ({
  DBInstanceIdentifier: database.id,
  DBInstanceArn: arn('rds', `db:${database.id}`),
  DBInstanceStatus: database.status,
  DBInstanceClass: database.class,
  Engine: database.engine,
  EngineVersion: database.version,
  MultiAZ: database.multiAz,
  AllocatedStorage: database.storage,
  MaxAllocatedStorage: database.maxStorage,
  InstanceCreateTime: time(database.createdAt),
  LatestRestorableTime: database.retentionDays > 0 ? time(now - 5 * 60_000) : undefined,
  BackupRetentionPeriod: database.retentionDays,
  PreferredBackupWindow: database.window,
  ReadReplicaSourceDBInstanceIdentifier: database.replicaOf,
  ReadReplicaDBInstanceIdentifiers: { ReadReplicaDBInstanceIdentifier: replicas },
  PubliclyAccessible: database.isPublic,
  PreferredMaintenanceWindow: database.maintenanceWindow,
  Endpoint:
    database.status === 'creating'
      ? undefined
      : { Address: `${database.id}.abcdefghijkl.us-east-1.rds.amazonaws.com`, Port: 5432 },
  DBSubnetGroup: { DBSubnetGroupName: database.subnetGroup },
  VpcSecurityGroups: {
    VpcSecurityGroupMembership: database.securityGroups.map(VpcSecurityGroupId => ({
      VpcSecurityGroupId,
      Status: 'active',
    })),
  },
  DBParameterGroups: {
    DBParameterGroup: [{ DBParameterGroupName: database.parameterGroup, ParameterApplyStatus: 'in-sync' }],
  },
  PendingModifiedValues: {
    DBInstanceClass: database.pending?.class,
    AllocatedStorage: database.pending?.storage,
    MasterUserPassword: database.pending?.masterPassword && '****',
  },
  MasterUsername: database.masterUser,
  MasterUserSecret: database.keepsPassword
    ? { SecretArn: arn('secretsmanager', `secret:rds!db-${database.id}-AbCdEf`), SecretStatus: 'active' }
    : undefined,
  TagList: tagList(database.tags),
})

/** What RDS has for an instance; without anything it does not name the instance. */
export const describedUpdates = ({ id, updates = [] }: Database) =>
  updates.length === 0
    ? []
    : [
        {
          ResourceIdentifier: arn('rds', `db:${id}`),
          PendingMaintenanceActionDetails: {
            PendingMaintenanceAction: updates.map(({ action, what, at }) => ({
              Action: action,
              Description: what,
              CurrentApplyDate: at && time(at),
            })),
          },
        },
      ]

/** A snapshot as RDS describes it. */
export const describedSnapshot = (snapshot: Snapshot, now: number) => ({
  DBSnapshotIdentifier: snapshot.id,
  DBSnapshotArn: arn('rds', `snapshot:${snapshot.id}`),
  DBInstanceIdentifier: snapshot.instance,
  SnapshotType: snapshot.kind,
  Status: statusOf(snapshot, now),
  PercentProgress: percentOf(snapshot, now),
  SnapshotCreateTime: time(snapshot.beganAt),
  AllocatedStorage: snapshot.storage,
  Encrypted: true,
  Engine: 'postgres',
  TagList: tagList(snapshot.tags),
})
