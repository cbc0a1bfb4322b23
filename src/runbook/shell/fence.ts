import { parse, type Statement } from 'unbash'
import { markBlanks } from './blanks.ts'
import type { Fence } from './found.ts'
import type { PlaceAt } from './lines.ts'
import { createReader, endOf } from './reader.ts'
import type { Variables } from './variables.ts'

/** So many lines of a fence may be such as cannot be read: what has more is no script. */
const mostBroken = 20

/** The commands of a fence, with their comments. What is set is known in the fences below, too. */
export function readShell(text: string, variables: Variables, placeAt: PlaceAt): Fence {
  // Which shell it is for, is no comment.
  const marked = markBlanks(text.replace(/^#!.*/, line => ' '.repeat(line.length)))
  const all: Fence = { found: [], troubles: [] }
  for (let from = 0, broken = 0; from < marked.length; broken++) {
    const start = from
    const rest = marked.slice(start)
    const { found, troubles, end } = read(rest, broken < mostBroken, variables, at => placeAt(start + at))
    all.found.push(...found)
    all.troubles.push(...troubles)
    from += end
  }
  return all
}

/** Up to the first line that cannot be read, and with it; where that is one too many, with all below it. */
function read(
  marked: string,
  goesOn: boolean,
  variables: Variables,
  placeAt: PlaceAt,
): Fence & { end: number } {
  const { commands, errors = [] } = parse(marked)
  const [error] = errors
  const reader = createReader(marked, variables, placeAt)
  const row = error ? lineAt(marked, error.pos).start : marked.length
  // A loop or a condition that is never closed has no end.
  const broken = error && commands.find(one => endOf(one) > row || one.end <= one.pos)
  for (const statement of commands) {
    if (statement === broken) break
    reader.statement(statement)
    const end = reader.session()
    if (end !== undefined) return { ...(end < marked.length ? reader.fence() : reader.end()), end }
  }
  if (!error) return { ...reader.end(), end: marked.length }
  // What a quote takes in that is not closed is no part of it; what stands in a loop is.
  const last = broken && !isPlain(broken) ? errors.at(-1)!.pos : Math.min(error.pos, broken?.pos ?? error.pos)
  const end = goesOn ? lineAt(marked, last).end : marked.length
  reader.broken(error, end)
  return { ...reader.fence(), end }
}

const isPlain = ({ command }: Statement): boolean => ['Command', 'Pipeline', 'AndOr'].includes(command.type)

/** The line that an offset is in, with those that go on in the next by a backslash. */
function lineAt(text: string, offset: number): { start: number; end: number } {
  let start = text.lastIndexOf('\n', offset - 1) + 1
  while (start > 1 && text[start - 2] === '\\') start = text.lastIndexOf('\n', start - 2) + 1
  let end = offset
  do end = text.indexOf('\n', end) + 1 || text.length
  while (end < text.length && text[end - 2] === '\\')
  return { start, end }
}
