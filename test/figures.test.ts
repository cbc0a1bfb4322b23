import { readFileSync } from 'node:fs'
import type { Nodes } from 'mdast'
import { toString as plain } from 'mdast-util-to-string'
import { expect, it } from 'vitest'
import { markdown, sourceOf } from '../src/runbook/markdown.ts'
import { neededOf } from './coverage/needed.ts'
import { rowsOf } from './coverage/rows.ts'

const names = ['arbor-energy', 'flight-schedule-pro', 'learnbot', 'travelbot', 'travellr']
const linesOf = (name: string) => readFileSync(`systems/${name}.md`, 'utf8').split('\n')

/** A window, a bound, a threshold or a time within a command. */
const inCommand =
  /\d\s*(?:%|ms\b|s\b|seconds?\b|min(?:ute)?s?\b|hours?\b|days?\b|[AP]M\b|MB\b)|\d\d:\d\d|[\d*]+ [\d*]+ \* \* \*|base64 \d|[<>]=? ?\d|=\d+\b|count \d/

/** The numbers of a figure, each as it may stand in a system file. */
const formsOf = (text: string): number[][] =>
  (text.match(/\d+/g) ?? [])
    .map(Number)
    .map(one => [
      one,
      ...(/seconds/.test(text) ? [one * 1_000] : []),
      ...(/base64/.test(text) ? [4 * Math.ceil(one / 3)] : []),
    ])

const isIn = (forms: number[], values: string): boolean =>
  forms.some(one => new RegExp(`(?<!\\d)0*${one}(?!\\d)`).test(values))

/** What docs/figures.md says of lines, by runbook and line. */
const others = new Map(
  markdown(sourceOf('docs/figures.md', readFileSync('docs/figures.md', 'utf8'))).flatMap(node =>
    node.type === 'table'
      ? node.children.slice(1).flatMap(({ children: [name, lines, figures, why] }) => {
          const quotes = codesIn(figures!)
          return plain(lines)
            .split(', ')
            .map(
              (line, i) => [`${plain(name)}:${line}`, { quote: quotes[i] ?? '', why: plain(why) }] as const,
            )
        })
      : [],
  ),
)

function codesIn(node: Nodes): string[] {
  if (node.type === 'inlineCode') return [node.value]
  return 'children' in node ? node.children.flatMap(codesIn) : []
}

it.each(names)(
  'each figure of %s stands at the key that its line of the coverage names, or why not',
  name => {
    const rows = rowsOf(name)
    const missing = neededOf(`${name}.md`, linesOf(name).join('\n')).flatMap(({ line, text, figures }) => {
      const said = text.replace(/^\s*\d+\.\s/, '')
      if ((figures.length === 0 && !inCommand.test(said)) || others.has(`${name}:${line}`)) return []
      const row = rows.find(({ spans }) => spans.some(({ from, to }) => from <= line && line <= to))
      const values = (row?.settings ?? []).map(setting => setting.replace(/^.+?: /, '')).join(' ')
      // Of a sentence each figure counts, of a command one: the others name what it is done on.
      const unit =
        figures.length > 0 ? figures.map(one => `${one}${/seconds/.test(said) ? ' seconds' : ''}`) : [said]
      const forms = unit.flatMap(formsOf)
      const stands =
        figures.length > 0 ? forms.every(one => isIn(one, values)) : forms.some(one => isIn(one, values))
      return stands ? [] : [`systems/${name}.md:${line} ${text}`]
    })
    expect(missing).toEqual([])
  },
)

it('those that stand nowhere else are quoted as they stand in the runbook, and why is said', () => {
  const wrong = [...others].filter(([at, { quote, why }]) => {
    const [name = '', line] = at.split(':')
    return quote === '' || why.length < 8 || !linesOf(name)[Number(line) - 1]?.includes(quote)
  })
  expect(wrong).toEqual([])
})
