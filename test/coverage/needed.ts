import type { Code, Nodes, Parents } from 'mdast'
import { stepsOf } from '../../src/domain/runbook/runbook.ts'
import { markdown, sourceOf } from '../../src/runbook/markdown.ts'
import { readRunbook } from '../../src/runbook/read.ts'

/** A line of a runbook that has to have a row. `quoted`: with its beginning, and every figure in it. */
export interface Needed {
  line: number
  text: string
  quoted: boolean
  figures: string[]
}

/** What a runbook tells to do, and what it gives a figure for. */
export function neededOf(file: string, text: string): Needed[] {
  const source = sourceOf(file, text)
  const commands = new Set(
    readRunbook(file, text)
      .procedures.flatMap(stepsOf)
      .flatMap(step => (step.kind === 'command' ? [step.place.line] : [])),
  )
  const found = new Map<number, Needed>()
  const need = (line: number, isCode: boolean, isItem = false) => {
    const said = source.lines[line - 1]!
    const figures = isCode ? [] : figuresIn(said)
    found.set(line, { line, text: said, quoted: commands.has(line) || isItem || figures.length > 0, figures })
  }
  const visit = (node: Nodes, parent?: Parents): void => {
    const [from, to] = [node.position?.start.line ?? 0, node.position?.end.line ?? 0]
    if (node.type === 'code') for (const line of codeOf(node, source.lines)) need(line, true)
    else if (node.type === 'tableRow') {
      if (parent?.children[0] !== node && figuresIn(source.lines[from - 1]!).length > 0) need(from, false)
    } else if (node.type === 'paragraph') {
      const isItem = parent?.type === 'listItem'
      if (isItem && node.children.every(({ type }) => type === 'link')) return
      for (let line = from; line <= to; line++)
        if (isItem || figuresIn(source.lines[line - 1]!).length > 0)
          need(line, false, isItem && line === from)
    } else if ('children' in node) for (const child of node.children) visit(child, node)
  }
  for (const node of markdown(source)) visit(node)
  return [...found.values()].sort((a, b) => a.line - b.line)
}

/** Of a fence every line but the empty ones and comments without a figure. */
function codeOf({ position }: Code, lines: string[]): number[] {
  const [first, last] = [position!.start.line + 1, position!.end.line - 1]
  return Array.from({ length: last - first + 1 }, (_, i) => first + i).filter(line => {
    const text = lines[line - 1]!
    return text.trim() !== '' && (!/^\s*(?:#|\/\/|--)\s/.test(text) || figuresIn(text).length > 0)
  })
}

/** Numbers, but for those of lists and those within names such as P1, S3 or 5xx. */
const figuresIn = (text: string): string[] =>
  text
    .replace(/^[\s#*-]*\d+\.\s/, '')
    .replaceAll(/\]\([^)]*\)/g, ']')
    .match(/(?<![A-Za-z\d])\d[\d.,:/-]*(?<=\d)(?![\dx])/g) ?? []
