import type { Clock } from '../../ports/clock.ts'
import type { Logs } from '../../ports/logs.ts'
import type { Rds } from '../../ports/rds.ts'
import type { Read } from '../read.ts'
import { info } from './info.ts'
import { logFile, logFiles } from './log-files.ts'
import { parameter, parameters } from './parameters.ts'
import { grow, reboot, resize } from './resize.ts'
import { restore } from './restore.ts'
import { slowLog } from './slow-log.ts'
import { deleteSnapshot, snapshot } from './snapshot.ts'
import { snapshots } from './snapshots.ts'

/** What keeps data, as operations and looks reach it. */
export interface Stores {
  rds: Rds
  logs: Logs
  clock: Pick<Clock, 'now' | 'wall'>
}

/** Everything that can be done to databases. */
export const databaseOperations = ({ rds }: Stores) => [
  snapshot(rds),
  restore(rds),
  deleteSnapshot(rds),
  reboot(rds),
  resize(rds),
  grow(rds),
  parameter(rds),
]

/** Everything that can be looked at in them. */
export const databaseReads = ({ rds, logs, clock }: Stores): Read[] =>
  [
    info(rds),
    snapshots(rds, () => clock.now()),
    parameters(rds),
    logFiles(rds),
    logFile(rds),
    slowLog(rds, logs, () => clock.wall()),
  ] as Read[]
