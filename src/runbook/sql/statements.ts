import { isSqlComment, sqlTokens } from '../../domain/sql-tokens.ts'
import { unruled } from '../shell/comments.ts'

/** A statement of SQL and where it begins. */
export interface Statement {
  text: string
  offset: number
  /** Comments that stand above it. */
  remarks: string[]
}

/** The statements of a text. A command of psql's own ends with its line. */
export function statementsIn(text: string): Statement[] {
  const all: Statement[] = []
  let remarks: string[] = []
  let start = -1
  let end = 0
  const finish = () => {
    if (start >= 0) all.push({ text: text.slice(start, end).trim(), offset: start, remarks })
    if (start >= 0) remarks = []
    start = -1
  }
  for (const { text: found, at } of sqlTokens(text)) {
    const isComment = isSqlComment(found)
    const isOwn = found.startsWith('\\') && start < 0
    const isSent = found.startsWith('\\') && start >= 0
    if (isOwn) all.push({ text: found.trim(), offset: at, remarks: remarks.splice(0) })
    if (isOwn) continue
    if (found === ';') finish()
    else if (isComment && start < 0 && isBehind(text, end, at)) continue
    else if (isComment && start < 0) remarks.push(...unruled(found.replace(/^--\s*|^\/\*\s*|\s*\*\/$/g, '')))
    else if (start < 0 && found.trim() !== '') start = at + found.search(/\S/)
    if (start >= 0 && found.trim() !== '') end = at + found.length
    // `\G`, `\gx`: a client's own way to end a statement.
    if (isSent) finish()
  }
  finish()
  return all
}

/** A comment in the line of the statement that it follows is of that. */
const isBehind = (text: string, end: number, comment: number): boolean =>
  end > 0 && !text.slice(end, comment).includes('\n')
