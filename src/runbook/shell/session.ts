import type { Line, Simple, Text } from '../../domain/runbook/line.ts'
import type { Place } from '../../domain/runbook/place.ts'
import { masked } from '../aws/holes.ts'
import { opensClient } from '../opens-client.ts'
import { type Statement, statementsIn } from '../sql/statements.ts'
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

/** What `rest` says to the client or shell that a line has started and not told anything; none where it is another matter. */
export function sessionOf(line: Line | undefined, rest: string): Said[] {
  if (opensShell(line)) return rowsOf(rest).map(inShell)
  const name = clientOf(line)
  if (line?.is !== 'pipe' || name === undefined || !clients[name]!.speaks.test(nextRow(rest))) return []
  const [opened] = line.commands as [Simple]
  const said = name === 'psql' ? statementsIn(asSql(rest)) : rowsOf(rest)
  return said.map(({ text, offset, remarks }) => ({
    remarks: above(remarks),
    text,
    offset,
    line: place => lineOf(opened, clients[name]!, text, place),
  }))
}

/** Whether what follows a line may be said to what it starts. */
export const opensSession = (line: Line | undefined): boolean =>
  opensShell(line) || clientOf(line) !== undefined

/** The client that a line starts and tells nothing, in a container too. */
function clientOf(line: Line | undefined): string | undefined {
  if (line?.is !== 'pipe' || line.commands.length !== 1) return undefined
  const said = line.commands[0]!.words.map(literal)
  const at = said.findLastIndex(word => word !== undefined && Object.hasOwn(clients, word))
  if (at !== 0 && !(at > 0 && isInside(said))) return undefined
  const isTold = !opensClient(
    said
      .slice(at)
      .map(word => word ?? 'given')
      .join(' '),
  )
  return isTold ? undefined : said[at]
}

const isInside = ([name, ...said]: (string | undefined)[]): boolean =>
  /^(?:kubectl|docker|docker-compose)$/.test(name ?? '') && said.includes('exec')

/** Whether it starts a shell in a container. */
export function opensShell(line: Line | undefined): boolean {
  const words = line?.is === 'pipe' && line.commands.length === 1 ? line.commands[0]!.words.map(literal) : []
  return isInside(words) && /^(?:\/bin\/)?(?:ba|z|a)?sh$/.test(words.at(-1) ?? '')
}

const inShell = ({ text, offset, remarks }: Statement): Said => ({
  remarks: above(remarks),
  text,
  offset,
  line: place => ({ is: 'shell', why: 'it is done in the container that was entered above', place }),
})

const above = (lines: string[]): Remark[] =>
  lines.length > 0 ? [{ lines, isAbove: true, isBehind: false }] : []

/** The comments of a shell are SQL's, and as long: one that says nothing is none. */
const asSql = (text: string): string =>
  text.replace(/^([^\S\n]*)#(.?)/gm, (_, indent: string, next: string) => `${indent}${next ? '--' : ' '}`)

function rowsOf(text: string): Statement[] {
  const rows: Statement[] = []
  let remarks: string[] = []
  let offset = 0
  for (const row of text.split('\n')) {
    const said = row.trim()
    const start = offset + row.indexOf(said)
    offset += row.length + 1
    const comment = /^(?:#|\/\/)\s*(.*)$/.exec(said)?.[1]
    if (comment !== undefined) remarks.push(comment)
    if (comment !== undefined || said === '') continue
    rows.push({ text: said, offset: start, remarks })
    remarks = []
  }
  return rows
}

/** The first row that says something. */
const nextRow = (rest: string): string =>
  /^(?:[^\S\n]*(?:(?:#|--|\/\/).*)?\n)*[^\S\n]*(.*)/.exec(rest)?.[1] ?? ''

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
