import type { Line, Simple, Text } from '../../domain/runbook/line.ts'
import type { Place } from '../../domain/runbook/place.ts'
import { masked } from '../aws/holes.ts'
import { statementsIn } from '../sql/statements.ts'
import { joined, literal } from '../text.ts'
import { withHoles } from './blanks.ts'
import type { Remark } from './comments.ts'

/** A line that is said to a client once it has been started. */
interface Said {
  remarks: Remark[]
  text: string
  offset: number
  line(place: Place): Line
}

interface Client {
  /** What its own language begins with. */
  speaks: RegExp
  /** The call of the client that says the same. */
  call(opened: Text[], row: string): Text[]
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

const clients: Record<string, Client> = {
  'redis-cli': {
    speaks:
      /^(?:INFO|PING|KEYS|SCAN|GET|SET|DEL|TTL|TYPE|EXPIRE|DBSIZE|FLUSHDB|FLUSHALL|MEMORY|CLIENT|CONFIG|SLOWLOG|LLEN|LRANGE|HGETALL|SMEMBERS|ZRANGE|MONITOR|EXISTS|SELECT|UNLINK|LATENCY)\b/i,
    call: (opened, row) => [...opened, ...words(row)],
  },
  mongosh: {
    speaks: /^(?:db\.|rs\.|sh\.|show |use )/,
    call: (opened, row) => [...opened, ['--eval'], withHoles(row)],
  },
  psql: {
    speaks: /^(?:SELECT|EXPLAIN|SHOW|WITH|VACUUM|ANALYZE|REINDEX|UPDATE|DELETE|INSERT|ALTER|\\[a-z])/i,
    call: (opened, row) => [...opened, ['-c'], withHoles(row)],
  },
}

/** What `rest` says to the client that a line has started and not told anything; none where it is another matter. */
export function sessionOf(line: Line | undefined, rest: () => string): Said[] {
  if (line?.is !== 'pipe' || line.commands.length !== 1) return []
  const [opened] = line.commands as [Simple]
  const name = literal(opened.words[0]) ?? ''
  const client = Object.hasOwn(clients, name) ? clients[name] : undefined
  if (!client?.speaks.test(nextRow(rest()))) return []
  const said: Said[] = []
  let comments: string[] = []
  let offset = 0
  for (const row of rest().split('\n')) {
    const text = row.trim()
    const start = offset + row.indexOf(text)
    offset += row.length + 1
    const comment = /^(?:#|--|\/\/)\s*(.*)$/.exec(text)?.[1]
    if (comment !== undefined) comments.push(comment)
    if (comment !== undefined || text === '') continue
    const remarks = comments.length > 0 ? [{ lines: comments, isAbove: true, isBehind: false }] : []
    comments = []
    said.push({ remarks, text, offset: start, line: place => lineOf(opened, client, text, place) })
  }
  return said
}

/** The first row that says something. */
const nextRow = (rest: string): string => /^(?:[^\S\n]*(?:#.*)?\n)*[^\S\n]*(.*)/.exec(rest)?.[1] ?? ''

function lineOf(opened: Simple, client: Client, row: string, place: Place): Line {
  if (!client.speaks.test(row))
    return {
      is: 'shell',
      why: 'it is said to a client that was opened above, which knows no such thing',
      place,
    }
  const called = client.call(opened.words, row.replace(/;$/, ''))
  return { is: 'pipe', commands: [{ ...opened, words: called, place }] }
}
