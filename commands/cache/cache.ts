import { z } from 'zod'
import type { Cache } from '../../src/domain/store-settings.ts'
import type { System } from '../../src/domain/system.ts'
import type { Call } from '../../src/engine/command.ts'
import { changeArgs } from '../change-args.ts'
import { chosen } from '../look.ts'

export const cacheArg = { cache: z.string().toLowerCase().describe('a cache').optional() }
/** What every command that asks for a change of a cache takes. */
export const changeOfCache = { ...changeArgs, ...cacheArg }

/** The cache that is meant: of those that have what the command is for, the one that is named, or the only one. */
export function cacheOf(
  call: Call<{ cache?: string | undefined }> & { system: System; environment: string },
  has: keyof Cache = 'url',
): string {
  return chosen(call, 'cache', call.args.cache, has)
}
