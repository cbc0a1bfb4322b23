import type { Command } from '../../src/engine/command.ts'
import { again } from './again.ts'
import { approve } from './approve.ts'
import { breakGlass } from './break-glass.ts'
import { cancel } from './cancel.ts'
import { decline } from './decline.ts'
import { extend } from './extend.ts'
import { output } from './output.ts'
import { ping } from './ping.ts'
import { settle } from './settle.ts'
import { show } from './show.ts'

/** What can be typed about one change that was asked for, in the order of the help. */
export const runCommands: Command[] = [
  approve,
  decline,
  cancel,
  show,
  output,
  ping,
  breakGlass,
  settle,
  extend,
  again,
]
