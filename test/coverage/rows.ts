import { readFileSync } from 'node:fs'
import type { InlineCode, Nodes, TableCell, TableRow } from 'mdast'
import { toString as plain } from 'mdast-util-to-string'
import { markdown, sourceOf } from '../../src/runbook/markdown.ts'

/** Lines of a runbook, and what is quoted of the first of them. */
export interface Span {
  from: number
  to: number
  quote: string
}

/** What stays to be done by hand, happens by itself, is nothing to do, or has yet to be built. */
const words = ['by hand', 'by itself', 'nothing to do', 'not yet'] as const
type Word = (typeof words)[number]

/** A row of a table of coverage. */
export interface Row {
  /** Where it stands. */
  at: string
  spans: Span[]
  commands: string[]
  says: Word[]
  /** "path: value", as in a system file. */
  settings: string[]
}

const fileOf = (name: string): string => `docs/coverage/${name}.md`

/** The rows of all tables of a system's file. */
export function rowsOf(name: string): Row[] {
  const file = fileOf(name)
  return markdown(sourceOf(file, readFileSync(file, 'utf8'))).flatMap(node =>
    node.type === 'table' ? node.children.slice(1).map(row => rowOf(file, row)) : [],
  )
}

function rowOf(file: string, { children, position }: TableRow): Row {
  const [lines, quotes, belay, settings] = children
  const cited = codesIn(quotes)
  return {
    at: `${file}:${position?.start.line}`,
    spans: plain(lines)
      .split(',')
      .map((span, i) => {
        const [from = '', to = from] = span.trim().split('-')
        return { from: Number(from), to: Number(to), quote: cited[i] ?? '' }
      }),
    commands: codesIn(belay),
    says: words.filter(word => new RegExp(`\\b${word}: \\S`).test(plain(belay))),
    settings: codesIn(settings),
  }
}

const codesIn = (cell: TableCell | undefined): string[] => (cell ? within(cell) : [])

function within(node: Nodes): string[] {
  if (node.type === 'inlineCode') return [(node as InlineCode).value]
  return 'children' in node ? node.children.flatMap(within) : []
}
