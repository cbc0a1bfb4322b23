import type { Command } from '../../src/engine/command.ts'
import { discardSecret } from './discard.ts'
import { listSecrets } from './list.ts'
import { putSecret } from './put.ts'
import { rotateSecret } from './rotate.ts'
import { tellSecret } from './tell.ts'

/** What can be typed about secrets, in the order of the help. */
export const secretCommands: Command[] = [listSecrets, rotateSecret, putSecret, tellSecret, discardSecret]
