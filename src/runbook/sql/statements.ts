/** A statement of SQL and where it begins. */
export interface Statement {
  text: string
  offset: number
  /** Comments that stand above it. */
  remarks: string[]
}

/** Strings, quoted names, comments and dollar quotes, within which no semicolon ends anything; an open one goes on to the end. A command of psql's own ends with its line. */
const token =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*(?:'|$)|"[^"]*(?:"|$)|\$(\w*)\$[\s\S]*?(?:\$\1\$|$)|;|\\[^\n]*|[^;'"$/\\-]+|[\s\S]/g

/** PostgreSQL's lexical rules, as far as they say where a statement ends. */
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
  for (const match of text.matchAll(token)) {
    const [found] = match
    const isComment = found.startsWith('--') || found.startsWith('/*')
    const isOwn = found.startsWith('\\') && start < 0
    const isSent = found.startsWith('\\') && start >= 0
    if (isOwn) all.push({ text: found.trim(), offset: match.index, remarks: remarks.splice(0) })
    if (isOwn) continue
    if (found === ';') finish()
    else if (isComment && start < 0 && isBehind(text, end, match.index)) continue
    else if (isComment && start < 0) remarks.push(found.replace(/^--\s*|^\/\*\s*|\s*\*\/$/g, ''))
    else if (start < 0 && found.trim() !== '') start = match.index + found.search(/\S/)
    if (start >= 0 && found.trim() !== '') end = match.index + found.length
    // `\G`, `\gx`: a client's own way to end a statement.
    if (isSent) finish()
  }
  finish()
  return all
}

/** A comment in the line of the statement that it follows is of that. */
const isBehind = (text: string, end: number, comment: number): boolean =>
  end > 0 && !text.slice(end, comment).includes('\n')
