import type { Maker } from '../../../ports/calls/call.ts'
import type { Clock } from '../../../ports/clock.ts'
import type { AwsClients } from '../clients.ts'
import { createPutCopy } from './put-copy.ts'
import { createPutPending } from './put-pending.ts'
import { createRotateSecret } from './rotate.ts'
import { createDropPending, createPromoteVersion } from './stages.ts'

/** Everything that changes something in Secrets Manager. */
export const secretMakers = (aws: AwsClients, clock: Pick<Clock, 'now'>): Maker[] => [
  createPutPending(aws),
  createPutCopy(aws),
  createPromoteVersion(aws),
  createDropPending(aws),
  createRotateSecret(aws, clock),
]
