import type { DBInstance, DBSnapshot, Tag } from '@aws-sdk/client-rds'
import { shortName } from '../../../domain/short-name.ts'
import { type Made, tagOf } from '../../../ports/calls/call.ts'
import type { Instance, Place, Snapshot } from '../../../ports/rds.ts'
import type { AwsCall } from '../call.ts'
import type { AwsClients } from '../clients.ts'
import { runTag } from '../ecs/tags.ts'
import { orNone } from '../failure.ts'
import { once } from '../once.ts'
import { pages } from '../pages.ts'
import { aboutInstance, aboutSnapshot } from './calls.ts'

/** What Belay tags in RDS with. */
export const tagsOf = (made: Made): Tag[] => [{ Key: runTag.run, Value: tagOf(made) }]
/** The tag of the run that made it, of RDS's tags or of ElastiCache's. */
export const runOf = (tags: Tag[] = []): string | undefined =>
  tags.find(({ Key }) => Key === runTag.run)?.Value

export async function describeInstance(
  aws: AwsClients,
  id: string,
  place: Place,
): Promise<Instance | undefined> {
  const call = aboutInstance('DescribeDBInstances', place, id)
  const page = await orNone(
    once(call, async abortSignal => {
      const rds = await aws.reading.rds(place)
      return rds.describeDBInstances({ DBInstanceIdentifier: id }, { abortSignal })
    }),
  )
  const [found] = page?.DBInstances ?? []
  return found && instanceOf(found)
}

export async function describeSnapshots(
  aws: AwsClients,
  call: AwsCall,
  wanted: { DBInstanceIdentifier?: string; DBSnapshotIdentifier?: string },
  place: Place,
): Promise<Snapshot[]> {
  const found = await pages(async Marker => {
    const page = await once(call, async abortSignal => {
      const rds = await aws.reading.rds(place)
      return rds.describeDBSnapshots({ ...wanted, ...(Marker && { Marker }) }, { abortSignal })
    })
    return { all: page.DBSnapshots ?? [], next: page.Marker }
  })
  return found.map(snapshotOf).sort((a, b) => (b.at ?? Infinity) - (a.at ?? Infinity))
}

export async function describeSnapshot(
  aws: AwsClients,
  name: string,
  place: Place,
): Promise<Snapshot | undefined> {
  const call = aboutSnapshot('DescribeDBSnapshots', place, name)
  const found = await orNone(describeSnapshots(aws, call, { DBSnapshotIdentifier: name }, place))
  return found?.[0]
}

function instanceOf(found: DBInstance): Instance {
  const { DBParameterGroups: [group] = [], PendingModifiedValues: pending = {}, TagList } = found
  const { InstanceCreateTime, LatestRestorableTime, MaxAllocatedStorage } = found
  const run = runOf(TagList)
  return {
    status: found.DBInstanceStatus ?? 'unknown',
    engine: found.Engine ?? '',
    version: found.EngineVersion ?? '',
    class: found.DBInstanceClass ?? '',
    storage: found.AllocatedStorage ?? 0,
    ...(MaxAllocatedStorage !== undefined && { maxStorage: MaxAllocatedStorage }),
    multiAz: found.MultiAZ ?? false,
    retentionDays: found.BackupRetentionPeriod ?? 0,
    window: found.PreferredBackupWindow ?? '',
    maintenanceWindow: ofTheWeek(found.PreferredMaintenanceWindow ?? ''),
    ...(InstanceCreateTime && { createdAt: InstanceCreateTime.getTime() }),
    ...(LatestRestorableTime && { restorableUntil: LatestRestorableTime.getTime() }),
    ...(found.Endpoint?.Address && { endpoint: `${found.Endpoint.Address}:${found.Endpoint.Port}` }),
    ...(found.ReadReplicaSourceDBInstanceIdentifier && {
      replicaOf: shortName(found.ReadReplicaSourceDBInstanceIdentifier),
    }),
    replicas: found.ReadReplicaDBInstanceIdentifiers ?? [],
    isPublic: found.PubliclyAccessible ?? false,
    ...(found.DBSubnetGroup?.DBSubnetGroupName && { subnetGroup: found.DBSubnetGroup.DBSubnetGroupName }),
    securityGroups: (found.VpcSecurityGroups ?? []).flatMap(({ VpcSecurityGroupId: id }) => id ?? []),
    ...(group?.DBParameterGroupName && { parameterGroup: group.DBParameterGroupName }),
    waitsForReboot: group?.ParameterApplyStatus === 'pending-reboot',
    pending: {
      ...(pending.DBInstanceClass && { class: pending.DBInstanceClass }),
      ...(pending.AllocatedStorage && { storage: pending.AllocatedStorage }),
      ...(pending.MasterUserPassword !== undefined && { password: true as const }),
    },
    ...(found.MasterUsername !== undefined && { masterUser: found.MasterUsername }),
    ...(found.MasterUserSecret && { keepsPassword: true as const }),
    ...(run !== undefined && { run }),
  }
}

/** "sun 03:00-04:00" of AWS's "sun:03:00-sun:04:00"; over midnight the second day stands there, too. */
const ofTheWeek = (window: string): string =>
  window.replace(/^(\w{3}):(.+)-(\w{3}):(.+)$/, (_, day, from, next, to) =>
    day === next ? `${day} ${from}-${to}` : `${day} ${from}-${next} ${to}`,
  )

function snapshotOf(found: DBSnapshot): Snapshot {
  const run = runOf(found.TagList)
  return {
    name: found.DBSnapshotIdentifier ?? '',
    instance: found.DBInstanceIdentifier ?? '',
    kind: found.SnapshotType ?? '',
    status: found.Status ?? '',
    made: found.PercentProgress ?? 0,
    ...(found.SnapshotCreateTime && { at: found.SnapshotCreateTime.getTime() }),
    storage: found.AllocatedStorage ?? 0,
    ...(run !== undefined && { run }),
  }
}
