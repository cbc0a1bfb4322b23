import { z } from 'zod'
import { account } from './account.ts'
import { callKind } from './call.ts'
import { held } from './secrets.ts'

const instance = { ...account, instance: z.string() }

/** Makes a snapshot, tagged with the run. Waits until it is made. */
export const createSnapshot = callKind(
  'rds:CreateDBSnapshot',
  z.object({ ...instance, snapshot: z.string() }),
)

/** Deletes a snapshot that somebody made. `at`: when it was made, by which it is known again. */
export const deleteSnapshot = callKind(
  'rds:DeleteDBSnapshot',
  z.object({ ...instance, snapshot: z.string(), at: z.int() }),
)

/** The new instance, and what it gets like the one that it is restored from. */
const restored = {
  ...instance,
  to: z.string(),
  class: z.string(),
  multiAz: z.boolean(),
  subnetGroup: z.string().exactOptional(),
  securityGroups: z.array(z.string()),
  parameterGroup: z.string().exactOptional(),
}

/** Makes a new instance of a snapshot, tagged with the run. Waits until it is available. */
export const restoreSnapshot = callKind(
  'rds:RestoreDBInstanceFromDBSnapshot',
  z.object({ ...restored, snapshot: z.string() }),
)

/** Makes a new instance as one was at a moment, `at` in milliseconds since the epoch; likewise. */
export const restoreToTime = callKind(
  'rds:RestoreDBInstanceToPointInTime',
  z.object({ ...restored, at: z.int() }),
)

/** Restarts an instance. */
export const rebootInstance = callKind('rds:RebootDBInstance', z.object(instance))

/** Has an instance run on another class, at once. */
export const setClass = callKind(
  'rds:ModifyDBInstance DBInstanceClass',
  z.object({ ...instance, from: z.string(), to: z.string() }),
)

/** Gives an instance more storage, in GiB. */
export const setStorage = callKind(
  'rds:ModifyDBInstance AllocatedStorage',
  z.object({ ...instance, from: z.int(), to: z.int() }),
)

/** Has an instance be found from the internet, or no longer: what its security groups let in reaches it there. */
export const setPublic = callKind(
  'rds:ModifyDBInstance PubliclyAccessible',
  z.object({ ...instance, from: z.boolean(), to: z.boolean() }),
)

/** Has a replica be an instance of its own: it no longer follows `source`, for good. */
export const promoteReplica = callKind(
  'rds:PromoteReadReplica',
  z.object({ ...instance, source: z.string() }),
)

/** Sets a parameter of a group; null: the engine's own value counts again. */
export const setParameter = callKind(
  'rds:ModifyDBParameterGroup',
  z.object({
    ...account,
    group: z.string(),
    parameter: z.string(),
    from: z.string().nullable(),
    to: z.string().nullable(),
  }),
)

/** Has an instance take the value of a secret's version as its master password. */
export const setPassword = callKind(
  'rds:ModifyDBInstance MasterUserPassword',
  z.object({ ...instance, ...held }),
)
