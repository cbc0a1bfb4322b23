import type { Command } from '../../src/engine/command.ts'
import { deleteColour } from './delete.ts'
import { blueGreen } from './deploy.ts'
import { retireColour } from './retire.ts'
import { switchColours } from './switch.ts'

/** What can be typed about services of two colours, in the order of the help. */
export const blueGreenCommands: Command[] = [blueGreen, switchColours, retireColour, deleteColour]
