import { z } from 'zod'
import { counted } from '../../domain/counted.ts'
import { inWords } from '../../domain/duration.ts'
import { UserError } from '../../domain/errors.ts'
import type { Cell } from '../../domain/reading.ts'
import type { Caches } from '../../ports/caches.ts'
import type { Read } from '../read.ts'
import { cacheOf, lineForCache } from './find.ts'

const input = z.object({ cache: z.string(), section: z.string().optional() })

type Info = Map<string, Map<string, string>>
/** From so much of its memory on, a Redis is short of it. */
const full = 0.9
const fieldMost = 120

/** What a Redis says of itself: hits, memory, evictions, clients; or one section of it whole. */
export const cacheInfo = (caches: Caches): Read<z.infer<typeof input>> => ({
  name: 'cache info',
  input,
  async read({ cache, section }, where) {
    const { target, named, settings } = cacheOf(where, cache)
    const all = await caches.info(target)
    const again = { label: 'Again', command: lineForCache('cache info', where, cache) }
    if (section !== undefined) {
      const fields = all.get(section)
      if (!fields)
        throw new UserError(
          `Redis has no section ${section.slice(0, 40)}: it has ${[...all.keys()].join(', ')}.`,
        )
      return {
        title: `${section} of ${named}`,
        table: {
          columns: ['Field', 'Value'],
          rows: [...fields].map(([name, value]): Cell[] => [name, value.slice(0, fieldMost)]),
        },
        offers: [again],
      }
    }
    const { rows, hits, share, evicted } = factsOf(all)
    const isPoor = hits !== undefined && settings.hits !== undefined && hits < settings.hits
    return {
      state: isPoor || share >= full ? 'unsettled' : 'fine',
      title: `${named}: ${hits === undefined ? 'nobody has asked it for anything' : `${round(hits)} % hits`}`,
      lines: [
        ...(isPoor
          ? [`${round(hits)} % of what is asked for is there, and the system file wants ${settings.hits} %.`]
          : []),
        ...(share >= full ? [`${Math.round(share * 100)} % of its memory is used.`] : []),
        ...(evicted > 0 ? [`${counted(evicted, 'key')} had to make room for others since it started.`] : []),
      ],
      table: { columns: ['What', 'Is'], rows },
      offers: [
        ...['memory', 'clients', 'keyspace'].map(name => ({
          label: `All of ${name}`,
          command: `${lineForCache('cache info', where, cache)} --section ${name}`,
        })),
        again,
      ],
    }
  },
})

function factsOf(all: Info) {
  const text = (section: string, name: string) => all.get(section)?.get(name) ?? ''
  const number = (section: string, name: string) => Number(text(section, name) || 0)
  const [hit, missed] = [number('stats', 'keyspace_hits'), number('stats', 'keyspace_misses')]
  const [used, most] = [number('memory', 'used_memory'), number('memory', 'maxmemory')]
  const hits = hit + missed > 0 ? (hit / (hit + missed)) * 100 : undefined
  const evicted = number('stats', 'evicted_keys')
  const keys = [...(all.get('keyspace') ?? [])].map(([db, what]) => `${db}: ${what}`)
  const memory = `${text('memory', 'used_memory_human')} of ${most > 0 ? text('memory', 'maxmemory_human') : 'what the machine has'}`
  const rows: Cell[][] = [
    [
      'Hits',
      hits === undefined ? 'none yet' : `${round(hits)} % of ${(hit + missed).toLocaleString('en-US')}`,
    ],
    ['Memory', memory],
    ['When it is full', text('memory', 'maxmemory_policy')],
    ['Evicted', evicted],
    ['Expired', number('stats', 'expired_keys')],
    [
      'Clients',
      `${text('clients', 'connected_clients')} of ${text('clients', 'maxclients')}, ${text('clients', 'blocked_clients')} blocked`,
    ],
    ['Refused connections', number('stats', 'rejected_connections')],
    ['Commands a second', number('stats', 'instantaneous_ops_per_sec')],
    ['Keys', keys.join('; ') || 'none'],
    ['Role', text('replication', 'role')],
    ['Up', inWords(number('server', 'uptime_in_seconds') * 1000)],
    ['Version', text('server', 'redis_version')],
  ]
  return { rows, hits, share: most > 0 ? used / most : 0, evicted }
}

const round = (percent: number): number => Math.round(percent * 10) / 10
