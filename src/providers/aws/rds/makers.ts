import type { Maker } from '../../../ports/calls/call.ts'
import type { Clock } from '../../../ports/clock.ts'
import type { Rds } from '../../../ports/rds.ts'
import type { AwsClients } from '../clients.ts'
import { createSetClass, createSetStorage } from './modify.ts'
import { createPromoteReplica } from './promote.ts'
import { createReboot } from './reboot.ts'
import { createRestoreSnapshot, createRestoreToTime } from './restore.ts'
import { createSetParameter } from './set-parameter.ts'
import { createSetPassword } from './set-password.ts'
import { createSetPublic } from './set-public.ts'
import { createCreateSnapshot, createDeleteSnapshot } from './snapshot-makers.ts'

/** Everything that changes something in RDS. */
export const rdsMakers = (aws: AwsClients, rds: Rds, clock: Pick<Clock, 'now'>): Maker[] => [
  createCreateSnapshot(aws),
  createDeleteSnapshot(aws),
  createRestoreSnapshot(aws),
  createRestoreToTime(aws),
  createReboot(aws),
  createSetClass(aws, clock),
  createSetStorage(aws, clock),
  createPromoteReplica(aws, clock),
  createSetPublic(aws, clock),
  createSetParameter(aws, rds),
  createSetPassword(aws, clock),
]
