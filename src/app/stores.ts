import type { Stores } from '../operations/database/index.ts'
import type { Maker } from '../ports/calls/call.ts'
import type { Clock } from '../ports/clock.ts'
import type { Logs } from '../ports/logs.ts'
import type { AwsClients } from '../providers/aws/clients.ts'
import { rdsMakers } from '../providers/aws/rds/makers.ts'
import { createRds } from '../providers/aws/rds/rds.ts'

export interface StoresDeps {
  aws: AwsClients
  logs: Logs
  clock: Clock
}

/** What keeps data: how it is looked at, and who changes it. */
export function createStores({ aws, logs, clock }: StoresDeps): { reached: Stores; makers: Maker[] } {
  const rds = createRds(aws)
  return {
    reached: { rds, logs, clock },
    makers: rdsMakers(aws, rds, clock),
  }
}
export type AppStores = ReturnType<typeof createStores>
