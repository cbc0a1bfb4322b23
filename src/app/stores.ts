import type { Stores } from '../operations/stores.ts'
import type { Maker } from '../ports/calls/call.ts'
import type { Clock } from '../ports/clock.ts'
import type { Logs } from '../ports/logs.ts'
import type { ReadHeld } from '../ports/secrets.ts'
import type { AwsClients } from '../providers/aws/clients.ts'
import { ec2Makers } from '../providers/aws/ec2/makers.ts'
import { createSecurityGroups } from '../providers/aws/ec2/security-groups.ts'
import { createElastiCache } from '../providers/aws/elasticache/elasticache.ts'
import { elastiCacheMakers } from '../providers/aws/elasticache/makers.ts'
import { rdsMakers } from '../providers/aws/rds/makers.ts'
import { createRds } from '../providers/aws/rds/rds.ts'
import { heldValue } from '../providers/aws/secrets-manager/value.ts'
import { createMongoDb } from '../providers/mongodb/mongodb.ts'
import { createSetUserPassword } from '../providers/mongodb/set-user-password.ts'
import { postgresMakers } from '../providers/postgres/makers.ts'
import { createPostgres } from '../providers/postgres/postgres.ts'
import { createSetRolePassword } from '../providers/postgres/set-role-password.ts'
import { createCaches } from '../providers/redis/caches.ts'
import { redisMakers } from '../providers/redis/makers.ts'
import type { Outside } from './outside.ts'

export interface StoresDeps {
  aws: AwsClients
  logs: Logs
  clock: Clock
  asks: Outside['asks']
}

/** What keeps data: how it is looked at, and who changes it. */
export function createStores({ aws, logs, clock, asks }: StoresDeps): {
  reached: Stores
  makers: Maker[]
} {
  const rds = createRds(aws)
  const securityGroups = createSecurityGroups(aws)
  const caches = createCaches(asks.redis)
  const elasticache = createElastiCache(aws)
  const postgres = createPostgres(asks.postgres)
  const mongodb = createMongoDb(asks.mongo)
  const held: ReadHeld = (one, vault) => heldValue(aws, one, vault)
  return {
    reached: { rds, securityGroups, caches, elasticache, postgres, mongodb, logs, clock },
    makers: [
      ...rdsMakers(aws, rds, clock),
      ...ec2Makers(aws, securityGroups),
      ...elastiCacheMakers(aws, elasticache),
      ...redisMakers(asks.redis),
      ...postgresMakers(asks.postgres, postgres, clock),
      createSetRolePassword(asks.postgres, held),
      createSetUserPassword(asks.mongo, held),
    ],
  }
}
export type AppStores = ReturnType<typeof createStores>
