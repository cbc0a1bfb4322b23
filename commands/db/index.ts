import type { Command } from '../../src/engine/command.ts'
import { dbClose, dbOpen } from './access.ts'
import { dbClass } from './class.ts'
import { dbDeleteSnapshot } from './delete-snapshot.ts'
import {
  dbConnections,
  dbIndexes,
  dbInfo,
  dbLogFile,
  dbLogFiles,
  dbParameters,
  dbSlow,
  dbSlowLog,
  dbSnapshots,
  dbTables,
} from './looks.ts'
import { dbParameter } from './parameter.ts'
import { dbEndIdle, dbQueries, dbReindex, dbVacuum } from './postgres.ts'
import { dbPromote } from './promote.ts'
import { dbReboot } from './reboot.ts'
import { dbRestore } from './restore.ts'
import { dbSnapshot } from './snapshot.ts'
import { dbStorage } from './storage.ts'

/** What can be typed about databases, in the order of the help. */
export const databaseCommands: Command[] = [
  dbInfo,
  dbQueries,
  dbSnapshots,
  dbSnapshot,
  dbRestore,
  dbDeleteSnapshot,
  dbReboot,
  dbPromote,
  dbClass,
  dbStorage,
  dbOpen,
  dbClose,
  dbParameters,
  dbParameter,
  dbLogFiles,
  dbLogFile,
  dbSlowLog,
  dbConnections,
  dbSlow,
  dbTables,
  dbIndexes,
  dbEndIdle,
  dbVacuum,
  dbReindex,
]
