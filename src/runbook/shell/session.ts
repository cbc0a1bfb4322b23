import type { Line, Simple } from '../../domain/runbook/line.ts'
import type { Place } from '../../domain/runbook/place.ts'
import { opensClient } from '../opens-client.ts'
import { type Statement, statementsIn } from '../sql/statements.ts'
import { literal } from '../text.ts'
import { type Client, clients } from './clients.ts'
import type { Remark } from './comments.ts'

/** A line that is said to a client once it has been started. */
interface Said {
  remarks: Remark[]
  text: string
  offset: number
  line(place: Place): Line
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
