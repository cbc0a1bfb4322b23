import type { Maker } from '../../../ports/calls/call.ts'
import type { Functions } from '../../../ports/functions.ts'
import type { AwsClients } from '../clients.ts'
import { createPublishVersion } from './publish-version.ts'
import { createSetProvisioned } from './set-provisioned.ts'
import { createSetMemory, createUpdateCode } from './update.ts'
import { createUpdateAlias } from './update-alias.ts'

/** Everything that changes something in AWS Lambda. */
export const lambdaMakers = (aws: AwsClients, functions: Functions): Maker[] => [
  createUpdateCode(aws, functions),
  createSetMemory(aws),
  createPublishVersion(aws, functions),
  createUpdateAlias(aws, functions),
  createSetProvisioned(aws, functions),
]
