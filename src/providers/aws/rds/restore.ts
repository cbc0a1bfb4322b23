import type { z } from 'zod'
import { type CallKind, type Made, type Maker, maker, tagOf } from '../../../ports/calls/call.ts'
import { restoreSnapshot, restoreToTime } from '../../../ports/calls/rds.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutInstance } from './calls.ts'
import { describeInstance, tagsOf } from './instances.ts'
import { usualMs } from './way.ts'

type FromSnapshot = z.infer<typeof restoreSnapshot.params>
type ToTime = z.infer<typeof restoreToTime.params>
type Restored = Omit<FromSnapshot, 'snapshot'>

/** What the new instance has like the one that it comes from. */
const like = (params: Restored, made: Made) => ({
  DBInstanceClass: params.class,
  MultiAZ: params.multiAz,
  PubliclyAccessible: false,
  VpcSecurityGroupIds: params.securityGroups,
  ...(params.subnetGroup && { DBSubnetGroupName: params.subnetGroup }),
  ...(params.parameterGroup && { DBParameterGroupName: params.parameterGroup }),
  Tags: tagsOf(made),
})

/** Makes a new instance, found again by its name and by the run that it is tagged with. */
function restoring<P extends Restored>(
  aws: AwsClients,
  kind: CallKind<P>,
  send: (params: P, made: Made) => Promise<unknown>,
): Maker {
  return maker<P>({
    kind,
    repeatable: true,
    async look(params, made) {
      const found = await describeInstance(aws, params.to, params)
      if (!found) return { is: 'before' }
      if (found.run === tagOf(made)) return { is: 'after', result: { instance: params.to } }
      return { is: 'other', how: `There is an instance ${params.to} already: choose another name.` }
    },
    async start(params, made) {
      await send(params, made)
      return { instance: params.to }
    },
    async observe(params) {
      const found = await describeInstance(aws, params.to, params)
      if (!found) return { is: 'failed', why: `The instance ${params.to} is gone.`, said: [] }
      const { status, endpoint } = found
      if (/fail|incompatible|restore-error/.test(status))
        return { is: 'failed', why: `The instance ${params.to} is ${status}.`, said: [] }
      const said = endpoint === undefined ? [`it is ${status}`] : [`it is ${status}, at ${endpoint}`]
      const isThere = status === 'available'
      const progress = {
        done: isThere ? 1 : 0,
        of: isThere ? 1 : 0,
        what: 'instance available',
        said,
        begun: status,
        usualMs: usualMs.restore,
      }
      return isThere
        ? { is: 'done', progress, result: { endpoint: endpoint ?? '' } }
        : { is: 'going', progress }
    },
  })
}

export const createRestoreSnapshot = (aws: AwsClients): Maker =>
  restoring<FromSnapshot>(aws, restoreSnapshot, (params, made) =>
    once(aboutInstance('RestoreDBInstanceFromDBSnapshot', params, params.to), async abortSignal => {
      const rds = await aws.rds(params)
      return rds.restoreDBInstanceFromDBSnapshot(
        {
          DBInstanceIdentifier: params.to,
          DBSnapshotIdentifier: params.snapshot,
          ...like(params, made),
        },
        { abortSignal },
      )
    }),
  )

export const createRestoreToTime = (aws: AwsClients): Maker =>
  restoring<ToTime>(aws, restoreToTime, (params, made) =>
    once(aboutInstance('RestoreDBInstanceToPointInTime', params, params.to), async abortSignal => {
      const rds = await aws.rds(params)
      return rds.restoreDBInstanceToPointInTime(
        {
          SourceDBInstanceIdentifier: params.instance,
          TargetDBInstanceIdentifier: params.to,
          RestoreTime: new Date(params.at),
          ...like(params, made),
        },
        { abortSignal },
      )
    }),
  )
