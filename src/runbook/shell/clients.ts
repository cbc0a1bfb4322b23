import type { Simple, Text } from '../../domain/runbook/line.ts'
import { masked } from '../aws/holes.ts'
import { statementsIn } from '../sql/statements.ts'
import { joined, literal } from '../text.ts'
import { withHoles } from './blanks.ts'

/** A client with a language of its own. */
export interface Client {
  /** What its own language begins with. */
  speaks: RegExp
  /** The call of the client that says the same. */
  call(opened: Text[], row: string): Text[]
}

export const clients: Record<string, Client> = {
  'redis-cli': {
    speaks:
      /^(?:ACL|INFO|PING|KEYS|SCAN|GET|SET|DEL|TTL|TYPE|EXPIRE|DBSIZE|FLUSHDB|FLUSHALL|MEMORY|CLIENT|CONFIG|SLOWLOG|LLEN|LRANGE|HGETALL|SMEMBERS|ZRANGE|MONITOR|EXISTS|SELECT|UNLINK|LATENCY)\b/i,
    call: (opened, row) => [...opened, ...words(row)],
  },
  mongosh: {
    speaks: /^(?:db\.|rs\.|sh\.|show |use )/,
    call: (opened, row) => [...opened, ['--eval'], withHoles(row)],
  },
  psql: {
    speaks:
      /^(?:(?:SELECT|EXPLAIN|SHOW|WITH|VACUUM|ANALYZE|REINDEX|UPDATE|DELETE|INSERT|ALTER|CREATE|DROP|GRANT|REVOKE|TRUNCATE|BEGIN|COMMIT|ROLLBACK|SET)\b|\\[a-z])/i,
    call: (opened, row) => [...opened, ['-c'], withHoles(row)],
  },
}

/** The calls of a client that say what a here-document says to it, one for each statement; undefined where it is no client, or told otherwise. */
export function heard(opened: Simple, said: Text): Simple[] | undefined {
  const name = literal(opened.words[0]) ?? ''
  const client = Object.hasOwn(clients, name) ? clients[name] : undefined
  const isTold = opened.words.some(word => /^(?:-c|-f|--command|--file|--eval)$/.test(literal(word) ?? ''))
  if (!client || isTold) return undefined
  const { text, back } = masked(said)
  const rows = name === 'psql' ? statementsIn(text).map(one => one.text) : rowsIn(text)
  return rows.map(row => ({
    ...opened,
    words: client
      .call(opened.words, row)
      .map(word => joined(word.flatMap(part => (typeof part === 'string' ? back(part) : [part])))),
  }))
}

const rowsIn = (text: string): string[] =>
  text
    .split('\n')
    .map(row => row.trim())
    .filter(row => row !== '' && !/^(?:#|\/\/)/.test(row))

const words = (row: string): Text[] => row.split(/\s+/).map(withHoles)
