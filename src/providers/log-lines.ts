import { durationOf, isError } from '../domain/log-line.ts'
import type { Found, LogEvent, LogQuery } from '../ports/logs.ts'

/** Lines that begin with their time, as Kubernetes and Docker write it: `2026-11-26T02:14:00.123456789Z …`. */
export const timedLines = (text: string): LogEvent[] =>
  text.split('\n').flatMap(line => {
    const space = line.indexOf(' ')
    const at = Date.parse(space < 0 ? line : line.slice(0, space))
    return Number.isNaN(at) ? [] : [{ at, text: space < 0 ? '' : line.slice(space + 1).trimEnd() }]
  })

/** Whether an event is one that is looked for, where its source cannot look itself. */
const matching =
  ({ from, to, words, errors = false, slowMs }: LogQuery) =>
  ({ at, text }: LogEvent): boolean =>
    at >= from &&
    at <= to &&
    words.every(word => text.includes(word)) &&
    (!errors || isError(text)) &&
    (slowMs === undefined || (durationOf(text) ?? 0) > slowMs)

/** Those among what several have printed that are looked for, the newest; of each so many lines were read at most. */
export function foundIn(
  parts: LogEvent[][],
  query: LogQuery,
  { events: most, lines }: { events: number; lines: number },
): Found {
  const all = parts
    .flat()
    .filter(matching(query))
    .sort((a, b) => a.at - b.at)
  const isShort = all.length > most || parts.some(({ length }) => length >= lines)
  return { events: all.slice(-most), ...(isShort && { short: 'there is more than this' }) }
}
