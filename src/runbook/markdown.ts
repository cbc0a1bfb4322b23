import type { Code, Nodes, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item'
import { gfmTable } from 'micromark-extension-gfm-table'
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item'
import type { Place } from '../domain/runbook/place.ts'
import { piecesOf } from './pieces.ts'

export interface Source {
  file: string
  text: string
  lines: string[]
}

/** Every line ends alike, so that a backslash before it goes on to the next; what stands where is as in the file. */
export function sourceOf(file: string, written: string): Source {
  const text = withoutFrontMatter(written.replace(/\r\n?/g, '\n'))
  return { file, text, lines: text.split('\n') }
}

/** What other tools are told at the beginning of a file is none of its content. */
const withoutFrontMatter = (text: string): string =>
  text.replace(/^\uFEFF?---[ \t]*\n(?:#|[\w-]+:)[\s\S]*?\n(?:---|\.\.\.)[ \t]*(?=\n|$)/, found =>
    found.replace(/[^\n]+/g, ''),
  )

const options = {
  extensions: [gfmTable(), gfmTaskListItem()],
  mdastExtensions: [gfmTableFromMarkdown(), gfmTaskListItemFromMarkdown()],
}

/** The blocks of a file. It is read in pieces, since the parser takes more than twice as long over twice the text. */
export function markdown(source: Source): RootContent[] {
  const pieces = piecesOf(source.text)
  const blocks: RootContent[] = []
  for (const [i, { from, line }] of pieces.entries()) {
    const read = (to?: number) => moved(fromMarkdown(source.text.slice(from, to), options).children, line)
    const next = pieces[i + 1]
    const found = read(next?.from)
    const last = found.at(-1)
    // The fence was opened where no piece was looked for: what follows is its content, and not to be taken apart.
    if (next && last?.type === 'code' && isUnclosed(source, last)) return [...blocks, ...read()]
    blocks.push(...found)
  }
  return blocks
}

/** As they stand in the whole, so many lines further down and columns to the right. */
function moved<Node extends Nodes>(nodes: Node[], lines: number, columns = 0): Node[] {
  for (const node of nodes) {
    if (node.position) {
      const { start, end } = node.position
      start.line += lines
      end.line += lines
      start.column += columns
      end.column += columns
    }
    if ('children' in node) moved(node.children, lines, columns)
  }
  return nodes
}

export const placeOf = ({ file }: Source, node: RootContent): Place => ({
  file,
  line: node.position?.start.line ?? 1,
  column: node.position?.start.column ?? 1,
})

/** Where each offset of a fence's content stands in the file: what is before it in a line (a list's indent) is not in it. */
export function placesIn({ file, lines }: Source, { value, position }: Code): (offset: number) => Place {
  const first = (position?.start.line ?? 1) + 1
  const starts = [0]
  for (let at = value.indexOf('\n'); at >= 0; at = value.indexOf('\n', at + 1)) starts.push(at + 1)
  return offset => {
    const index = lineOf(starts, offset)
    const end = (starts[index + 1] ?? value.length + 1) - 1
    const indent = Math.max(0, (lines[first + index - 1] ?? '').length - (end - starts[index]!))
    return { file, line: first + index, column: indent + offset - starts[index]! + 1 }
  }
}

/** Of sorted starts the last that is not beyond the offset. */
function lineOf(starts: number[], offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= offset) low = middle
    else high = middle - 1
  }
  return low
}

/** What other tools have beside or within their own blocks (`!!! note`, `=== "Linux"`) is indented code for a parser: the blocks of one that holds a fence. */
export function indentedIn({ lines }: Source, { value, lang, position }: Code): RootContent[] | undefined {
  const start = position?.start
  if (lang || !start || !/^(?:`{3,}|~{3,})/m.test(value)) return undefined
  const first = lines[start.line - 1] ?? ''
  const indent = /^[\s>]*/.exec(first)![0].length
  // The opening of a fence is none of what is in it.
  if (first.slice(indent).trim() !== value.split('\n', 1)[0]!.trim()) return undefined
  return moved(fromMarkdown(value, options).children, start.line - 1, indent)
}

/** A fence that nothing closes takes all that follows for its content. */
export function isUnclosed({ lines }: Source, { position }: Code): boolean {
  if (!position) return false
  const opening = fenceOf(lines[position.start.line - 1]?.slice(position.start.column - 1))
  if (opening === undefined) return false
  const closing = fenceOf(
    lines[position.end.line - 1]?.slice(0, position.end.column - 1).replace(/^[\s>]*/, ''),
  )
  return position.start.line === position.end.line || closing?.[0] !== opening[0]
}

const fenceOf = (line = ''): string | undefined => /^\s*(`{3,}|~{3,})/.exec(line)?.[1]
