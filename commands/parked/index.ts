import type { Command } from '../../src/engine/command.ts'
import { parkedAgain } from './again.ts'
import { parkedDrop } from './drop.ts'
import { parked } from './list.ts'

/** What can be typed about what Belay has given up, in the order of the help. */
export const parkedCommands: Command[] = [parked, parkedAgain, parkedDrop]
