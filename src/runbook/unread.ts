import type { Code, Nodes, Paragraph, RootContent, Table } from 'mdast'
import { toString as plain } from 'mdast-util-to-string'
import type { Trouble } from '../domain/runbook/runbook.ts'
import { isCommand } from './commands.ts'
import { isForeign, languageOf } from './language.ts'
import { placeOf, type Source } from './markdown.ts'

/** So far into quotes and lists. */
const deepest = 20

/** Where commands stand in a piece of a runbook that are not read, and what would be. */
export function unreadIn(source: Source, node: RootContent, depth = 0): Trouble[] {
  if (depth > deepest) return []
  const why = whyNot(node)
  if (why !== undefined) {
    const { line, column } = placeOf(source, node)
    const below = node.type === 'paragraph' ? rowsBefore(plain(node)) : 0
    const indent = /^[\s>]*/.exec(source.lines[line - 1 + below] ?? '')![0].length
    const place = { file: source.file, line: line + below, column: below > 0 ? indent + 1 : column }
    return [{ place, message: `${why}: what is to be run belongs into a fence of bash` }]
  }
  const children: Nodes[] =
    node.type === 'list' || node.type === 'listItem' || node.type === 'blockquote' ? node.children : []
  return children.flatMap(child => unreadIn(source, child as RootContent, depth + 1))
}

/** A paragraph may go over into what is written for another tool. */
const rowsBefore = (text: string): number =>
  text.slice(0, (foreign.exec(text) ?? prompted.exec(text))?.index).split('\n').length - 1

function whyNot(node: RootContent): string | undefined {
  if (node.type === 'html' && /<(?:pre|code)\b/i.test(node.value)) return 'HTML is not read'
  if (node.type === 'table' && hasCommands(node)) return 'a table is not read for commands'
  if (node.type === 'code' && isForeign(languageOf(node))) return `Belay reads no ${languageOf(node)}`
  if (node.type === 'code' && isListed(node)) return 'a list in a fence is not read for commands'
  if (node.type === 'paragraph' && foreign.test(plain(node))) return 'this is the markup of another format'
  if (node.type === 'paragraph' && prompted.test(textOf(node))) return 'a paragraph is not read for commands'
  return undefined
}

/** What stands before an item that is drawn with letters: `☐`, `└─`, `1.` */
const marks = /^[\s│|]*(?:(?:[-*•☐✓✔→└├─]+|\d+[.)]|\[[ x]?\])[\s─]*)+/u

/** Whether a fence that is no shell's has commands in the items of a list. */
function isListed({ lang, value }: Code): boolean {
  if (lang && !/^(?:te?xt|plain(?:text)?)$/i.test(lang)) return false
  return (
    !isCommand(value) && value.split('\n').some(row => marks.test(row) && isCommand(row.replace(marks, '')))
  )
}

/** A line of a terminal's that stands in no fence; what stands in backticks is another matter. */
const prompted = /^[ \t]*\$ +[a-z][\w.-]* \S/m
const textOf = ({ children }: Paragraph): string =>
  children.map(child => (child.type === 'text' ? child.value : '`')).join('')

/** Blocks of code as Confluence, Org and reStructuredText write them. */
const foreign = /^[ \t]*(?:\{code\b|#\+begin_src\b|\.\. code(?:-block)?::)/im

/** A column that is headed so, and has code in it. */
function hasCommands({ children: [head, ...rows] }: Table): boolean {
  const at = head?.children.findIndex(cell => /^(?:command|cmd)s?$/i.test(plain(cell).trim())) ?? -1
  return at >= 0 && rows.some(row => row.children[at]?.children.some(({ type }) => type === 'inlineCode'))
}
