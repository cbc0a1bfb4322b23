import type { Command } from '../../src/engine/command.ts'
import { cacheClear, cacheFlush } from './clear.ts'
import { cacheNodes, cacheRestart, cacheSnapshot, cacheSnapshots } from './group.ts'
import { cacheInfo } from './info.ts'

/** What can be typed about caches, in the order of the help. */
export const cacheCommands: Command[] = [
  cacheInfo,
  cacheClear,
  cacheFlush,
  cacheNodes,
  cacheRestart,
  cacheSnapshots,
  cacheSnapshot,
]
