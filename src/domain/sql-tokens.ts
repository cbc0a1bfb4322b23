/** Comments, strings, quoted names and dollar quotes, within which nothing ends anything; an open one goes on to the end. */
const token =
  /--[^\n]*|\/\*|'(?:[^']|'')*(?:'|$)|"[^"]*(?:"|$)|\$(\w*)\$[\s\S]*?(?:\$\1\$|$)|;|\\[^\n]*|[^;'"$/\\-]+|[\s\S]/g

/** PostgreSQL's lexical rules, as far as they say where a statement ends. A comment may stand within another. */
export function* sqlTokens(text: string): Generator<{ text: string; at: number }> {
  const next = new RegExp(token)
  for (let found = next.exec(text); found; found = next.exec(text)) {
    if (found[0] === '/*') next.lastIndex = endOfComment(text, found.index)
    yield { text: text.slice(found.index, next.lastIndex), at: found.index }
  }
}

function endOfComment(text: string, start: number): number {
  const marks = /\/\*|\*\//g
  marks.lastIndex = start
  let depth = 0
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    depth += mark[0] === '/*' ? 1 : -1
    if (depth === 0) return marks.lastIndex
  }
  return text.length
}

export const isSqlComment = (token: string): boolean => token.startsWith('--') || token.startsWith('/*')

/** A statement without its comments; what looks like one within a string stays. */
export const uncommented = (text: string): string =>
  [...sqlTokens(text)].map(({ text }) => (isSqlComment(text) ? ' ' : text)).join('')
