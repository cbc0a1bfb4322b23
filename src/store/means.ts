import { OutsideError } from '../domain/errors.ts'
import type { Connection } from './connect.ts'
import { type Durability, durability } from './durability.ts'
import { asking } from './faults.ts'

/** How Redis keeps what is written, and how one can wait until it is kept. */
export interface Means {
  durability: Durability
  /** WAITAOF is needed, and there is one: what is written is kept about a second later. */
  waitsForDisk: boolean
  /** A copy elsewhere is to know it, too: without that it is lost when the copy takes over. */
  waitsForReplica: boolean
}

export async function meansOf(redis: Connection): Promise<Means> {
  const kept = await durability(redis)
  const late = kept === 'everysec' || kept === 'unknown'
  return {
    durability: kept,
    waitsForDisk: late && (await hasWaitaof(redis)),
    waitsForReplica: /connected_slaves:[1-9]/.test(await asking('info', redis.info('replication'))),
  }
}

/** It is refused where it does not exist, and where there is no append-only file. */
async function hasWaitaof(redis: Connection): Promise<boolean> {
  try {
    await asking('waitaof', redis.call('WAITAOF', 1, 0, 1))
    return true
  } catch (error) {
    if (error instanceof OutsideError && error.fault.fault === 'refused') return false
    throw error
  }
}

/** What may be lost, and what to set instead, in words; undefined where nothing is. */
export function finding({ durability, waitsForDisk, waitsForReplica }: Means): string | undefined {
  const set = 'Set appendonly yes and appendfsync always.'
  const waits = waitsForReplica && !waitsForDisk ? ' What PagerDuty tells is first copied to a replica.' : ''
  switch (durability) {
    case 'always':
      return undefined
    case 'everysec':
      return waitsForDisk
        ? `Redis writes to its disk once a second: if its machine fails, the last second of what people did may be lost. What PagerDuty tells is answered only once it is written, up to two seconds later. ${set}`
        : `Redis writes to its disk once a second: if its machine fails, the last second may be lost, pages included, until PagerDuty is asked again.${waits} ${set} Or run Redis 7.2 or later: Belay then waits for the disk.`
    case 'never':
      return `Redis leaves it to the operating system when to write to the disk: if its machine fails, the last half minute or so may be lost.${waits} ${set}`
    case 'off':
      return `Redis keeps nothing but snapshots: when it restarts, everything since the last one is lost.${waits} ${set}`
    case 'unknown':
      return waitsForDisk
        ? undefined
        : `Redis does not say how it keeps what is written. Make sure that it does so at every write (appendonly yes, appendfsync always), or the last of it may be lost.${waits}`
  }
}
