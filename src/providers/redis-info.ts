import { sizeOf } from '../domain/size.ts'
import type { Finding } from '../ports/probes.ts'

/** From so much of its memory on, a Redis is short of it. */
const full = 0.9

/** What INFO's `stats` and `memory` say of how a Redis does. */
export function assess(info: string): { state: Finding['state']; said: string[] } {
  const fields = new Map(
    [...info.matchAll(/^(\w+):(\d+)\r?$/gm)].map(([, name, value]) => [name, Number(value)]),
  )
  const [hits = 0, misses = 0] = [fields.get('keyspace_hits'), fields.get('keyspace_misses')]
  const [used = 0, most = 0] = [fields.get('used_memory'), fields.get('maxmemory')]
  const evicted = fields.get('evicted_keys') ?? 0
  const share = most > 0 ? used / most : 0
  const said = [
    ...(hits + misses > 0 ? [`${percent(hits / (hits + misses))} hits`] : []),
    most > 0 ? `${sizeOf(used)} of ${sizeOf(most)} (${percent(share)})` : `${sizeOf(used)}, without a limit`,
    ...(evicted > 0 ? [`${evicted} keys evicted since its start`] : []),
  ]
  return { state: share >= full ? 'slow' : 'fine', said }
}

const percent = (share: number): string => `${Math.round(share * 100)} %`
