import type { Caches } from '../ports/caches.ts'
import type { Clock } from '../ports/clock.ts'
import type { ElastiCache } from '../ports/elasticache.ts'
import type { Logs } from '../ports/logs.ts'
import type { MongoDb } from '../ports/mongodb.ts'
import type { Postgres } from '../ports/postgres.ts'
import type { Rds } from '../ports/rds.ts'
import type { SecurityGroups } from '../ports/security-groups.ts'
import { clearCache, flushCache } from './cache/clear.ts'
import { cacheNodes, cacheSnapshots } from './cache/group.ts'
import { cacheInfo } from './cache/info.ts'
import { cacheRestart } from './cache/restart.ts'
import { cacheSnapshot } from './cache/snapshot.ts'
import { endIdle } from './database/end-idle.ts'
import { info } from './database/info.ts'
import { logFile, logFiles } from './database/log-files.ts'
import { closeDatabase, openDatabase } from './database/open.ts'
import { parameter, parameters } from './database/parameters.ts'
import { connections, queries, slow } from './database/postgres-looks.ts'
import { indexes, tables } from './database/postgres-tables.ts'
import { promote } from './database/promote.ts'
import { grow, reboot, resize } from './database/resize.ts'
import { restore } from './database/restore.ts'
import { slowLog } from './database/slow-log.ts'
import { deleteSnapshot, snapshot } from './database/snapshot.ts'
import { snapshots } from './database/snapshots.ts'
import { reindex, vacuum } from './database/tend-tables.ts'
import { mongoExplain, mongoIndexes, mongoInfo, mongoOperations } from './mongodb/looks.ts'
import type { Read } from './read.ts'

/** What keeps data, as operations and looks reach it. */
export interface Stores {
  rds: Rds
  securityGroups: SecurityGroups
  caches: Caches
  elasticache: ElastiCache
  postgres: Postgres
  mongodb: MongoDb
  logs: Logs
  clock: Pick<Clock, 'now' | 'wall'>
}

/** Everything that can be done to what keeps data. */
export const storeOperations = ({ rds, securityGroups, caches, elasticache, postgres }: Stores) => [
  snapshot(rds),
  restore(rds),
  deleteSnapshot(rds),
  reboot(rds),
  resize(rds),
  grow(rds),
  promote(rds),
  openDatabase(rds, securityGroups),
  closeDatabase(rds, securityGroups),
  parameter(rds),
  endIdle(postgres),
  vacuum(postgres),
  reindex(postgres),
  clearCache(caches),
  flushCache(caches),
  cacheSnapshot(elasticache),
  cacheRestart(elasticache),
]

/** Everything that can be looked at in it. */
export const storeReads = ({ rds, caches, elasticache, postgres, mongodb, logs, clock }: Stores): Read[] =>
  [
    info(rds),
    snapshots(rds, () => clock.now()),
    parameters(rds),
    logFiles(rds),
    logFile(rds),
    slowLog(rds, logs, () => clock.wall()),
    connections(postgres),
    queries(postgres),
    slow(postgres),
    tables(postgres),
    indexes(postgres),
    mongoInfo(mongodb),
    mongoOperations(mongodb),
    mongoIndexes(mongodb),
    mongoExplain(mongodb),
    cacheInfo(caches),
    cacheNodes(elasticache),
    cacheSnapshots(elasticache, () => clock.now()),
  ] as Read[]
