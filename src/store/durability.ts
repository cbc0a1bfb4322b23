import { OutsideError } from '../domain/errors.ts'
import type { Connection } from './connect.ts'
import { asking } from './faults.ts'

/**
 * What Redis may lose of what it said was saved, when its machine fails: `always` nothing, `everysec` the last second
 * or so, `never` whatever the operating system had not written, `off` everything since the last snapshot. `unknown`
 * where Redis does not let itself be asked, as hosted ones do.
 */
export type Durability = 'always' | 'everysec' | 'never' | 'off' | 'unknown'

const names: Record<string, Durability> = { always: 'always', everysec: 'everysec', no: 'never' }

/** Asks one node of a Cluster: they are taken to be configured alike. */
export async function durability(redis: Connection): Promise<Durability> {
  try {
    const [, appendonly] = await setting(redis, 'appendonly')
    if (appendonly === undefined) return 'unknown'
    if (appendonly === 'no') return 'off'
    const [, appendfsync] = await setting(redis, 'appendfsync')
    return names[appendfsync ?? ''] ?? 'unknown'
  } catch (error) {
    if (error instanceof OutsideError && error.fault.fault === 'refused') return 'unknown'
    throw error
  }
}

const setting = (redis: Connection, name: string): Promise<string[]> =>
  asking('config', redis.config('GET', name)) as Promise<string[]>
