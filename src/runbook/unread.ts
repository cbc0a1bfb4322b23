import type { RootContent, Table } from 'mdast'
import { toString as plain } from 'mdast-util-to-string'

/** Why commands that stand in a piece of a runbook are not read, and what would be; undefined where none do. */
export function unread(node: RootContent): string | undefined {
  const why = whyNot(node)
  return why && `${why}: what is to be run belongs into a fence of bash`
}

function whyNot(node: RootContent): string | undefined {
  if (node.type === 'html' && /<(?:pre|code)\b/i.test(node.value)) return 'HTML is not read'
  if (node.type === 'table' && hasCommands(node)) return 'a table is not read for commands'
  if (node.type === 'code' && others.test(node.lang ?? '')) return `Belay reads no ${node.lang}`
  if (node.type === 'paragraph' && foreign.test(plain(node))) return 'this is the markup of another format'
  return undefined
}

/** Blocks of code as Confluence, Org and reStructuredText write them. */
const foreign = /^(?:\{code\b|#\+begin_src\b|\.\. code(?:-block)?::)/im

const others = /^(?:powershell|pwsh|ps1?|bat|cmd|fish|csh)$/i

/** A column that is headed so, and has code in it. */
function hasCommands({ children: [head, ...rows] }: Table): boolean {
  const at = head?.children.findIndex(cell => /^(?:command|cmd)s?$/i.test(plain(cell).trim())) ?? -1
  return at >= 0 && rows.some(row => row.children[at]?.children.some(({ type }) => type === 'inlineCode'))
}
