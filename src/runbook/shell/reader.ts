import type { Statement } from 'unbash'
import type { Line } from '../../domain/runbook/line.ts'
import type { Place } from '../../domain/runbook/place.ts'
import type { Trouble } from '../../domain/runbook/runbook.ts'
import { unmarkBlanks } from './blanks.ts'
import { isNumbered, type Remark, remarksIn, withoutNumber } from './comments.ts'
import { askForExample } from './example.ts'
import type { Fence, Found } from './found.ts'
import { linesOf, type PlaceAt } from './lines.ts'
import { opensSession, opensShell, sessionOf } from './session.ts'
import { spoken } from './spoken.ts'
import type { Variables } from './variables.ts'

/** Takes in the statements of a fence, one after the other, each with the comments that belong to it. */
export function createReader(marked: string, variables: Variables, placeAt: PlaceAt) {
  const found: Found[] = []
  const troubles: Trouble[] = []
  let at = 0
  let waiting: string[] = []
  /** What `echo` has said since the last command, as the steps that it is where its fence has no other. */
  let announced: Found[] = []

  /** Comments that no command follows at once: numbered ones are things to do, others belong to what is above. */
  function loose(lines: string[], place: Place): void {
    for (const line of lines) {
      if (isNumbered(line)) found.push({ title: withoutNumber(line), notes: [], text: '', place })
      else if (found.length > 0) found.at(-1)!.notes.push(line)
      else waiting.push(line)
    }
  }

  function above(remarks: Remark[], place: Place): Pick<Found, 'title' | 'notes'> {
    for (const { lines, isAbove } of remarks) if (!isAbove) loose(lines, place)
    const lines = remarks.find(({ isAbove }) => isAbove)?.lines ?? []
    const title = lines.findIndex(isNumbered)
    const head = title < 0 ? lines.length - 1 : title
    const notes = [...waiting, ...lines.filter((_, i) => i !== head)]
    waiting = []
    return { title: withoutNumber(lines[head] ?? ''), notes }
  }

  /** The same for a command: what `echo` says before it, is about it as well. */
  function aboveCommand(remarks: Remark[], place: Place): Pick<Found, 'title' | 'notes'> {
    const own = above(remarks, place)
    const lines = announced
      .flatMap(({ notes, title, line }) => [...notes, spoken(line!)!, title])
      .filter(Boolean)
    announced = []
    const title = own.title || withoutNumber(lines.pop() ?? '')
    return { title, notes: [...lines, ...own.notes] }
  }

  function fence(): Fence {
    const last = found.at(-1)
    const lines = announced.map(({ line }) => spoken(line!)!).filter(Boolean)
    if (!last) found.push(...announced)
    else if (lines.length > 0) last.notes.push(`Then it says: ${lines.join(' ')}`)
    return { found, troubles }
  }

  const remarks = (end: number): Remark[] => remarksIn(marked.slice(at, end), at === 0)

  return {
    statement(statement: Statement): void {
      const place = placeAt(statement.pos)
      const gap = remarks(statement.pos)
      const text = unmarkBlanks(marked.slice(statement.pos, statement.end))
      const behind = /^[^\S\n]*#(.*)/.exec(marked.slice(statement.end, statement.end + 500))?.[1]?.trim()
      const lines = linesOf(statement, variables, placeAt)
      if (behind !== undefined) askForExample(behind, lines, variables)
      at = endOf(statement)
      const does = lines.filter(line => spoken(line) === undefined)
      if (does.length === 0) {
        const about = above(gap, place)
        announced.push(...lines.map((line, i) => ({ ...(i === 0 ? about : bare()), text, place, line })))
        return
      }
      const before = lines.slice(0, lines.indexOf(does[0]!))
      announced.push(...before.map(line => ({ ...bare(), text, place, line })))
      const about = aboveCommand(gap, place)
      // What is set is set for the command below: both stand under one comment.
      if (about.title === '' && found.at(-1)?.line && isSetting(found.at(-1)!.line!))
        about.title = found.at(-1)!.title
      for (const [i, line] of does.entries())
        found.push({ ...(i === 0 ? about : { ...bare(), title: about.title }), text, place, line })
    },
    /** What follows the start of a client is said to that client, until it is left: up to where, or undefined where none is started. */
    session(): number | undefined {
      const opened = found.at(-1)?.line
      if (announced.length > 0 || !opensSession(opened)) return undefined
      const { index: said = marked.length, 0: leaving = '' } = isLeft.exec(marked.slice(at)) ?? {}
      // A shell that nobody leaves is one of several things that can be done.
      if (opensShell(opened) && leaving === '') return undefined
      const rows = sessionOf(opened, marked.slice(at, at + said))
      if (rows.length === 0) return undefined
      if (!opensShell(opened)) found.pop()
      for (const { remarks, text, offset, line } of rows) {
        const place = placeAt(at + offset)
        found.push({ ...aboveCommand(remarks, place), text: unmarkBlanks(text), place, line: line(place) })
      }
      at = Math.min(at + said + leaving.length, marked.length)
      return at
    },
    /** What cannot be read, up to an offset. */
    broken({ message, pos }: { message: string; pos: number }, end: number): void {
      const place = placeAt(Math.min(pos, Math.max(0, marked.length - 1)))
      troubles.push({ place, message: `this cannot be read as a command: ${message}` })
      const start = at + /^(?:[\s;&]|#.*)*/.exec(marked.slice(at, end))![0].length
      const text = unmarkBlanks(marked.slice(start, end).trim())
      const line: Line = { is: 'shell', why: `it cannot be read: ${message}`, place }
      if (text !== '')
        found.push({ ...aboveCommand(remarks(start), placeAt(start)), text, place: placeAt(start), line })
    },
    fence,
    end(): Fence {
      const left = remarks(marked.length)
      const place = placeAt(at)
      for (const { lines } of left) loose(lines, place)
      return fence()
    },
  }
}

/** `\q` and `exit`, in a line of their own. */
const isLeft = /^[^\S\n]*(?:\\q|exit|quit)(?:\(\))?;?[^\S\n]*$/m

const bare = (): Pick<Found, 'title' | 'notes'> => ({ title: '', notes: [] })

const isSetting = (line: Line): boolean =>
  line.is === 'pipe' && line.commands.every(({ words }) => words.length === 0)

/** Where a statement ends with the here-documents that it begins, which stand below it. */
export function endOf({ end, command }: Statement): number {
  const nodes = command.type === 'AndOr' ? command.commands : [command]
  const commands = nodes.flatMap(node => (node.type === 'Pipeline' ? node.commands : [node]))
  const bodies = commands.flatMap(node =>
    node.type === 'Command' || node.type === 'Redirected' ? node.redirects : [],
  )
  return Math.max(
    end,
    ...bodies.map(body => (body.type === 'HereDoc' ? (body.closing?.end ?? body.body.end) : end)),
  )
}
