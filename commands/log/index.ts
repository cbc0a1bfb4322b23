import type { Command } from '../../src/engine/command.ts'
import { logsAccess } from './access.ts'
import { logsExport, logsRetain, logsRetention } from './groups.ts'

/** What can be typed about logs beside searching them, in the order of the help. */
export const logCommands: Command[] = [logsAccess, logsExport, logsRetention, logsRetain]
