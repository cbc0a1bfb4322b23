import type { Heading, RootContent } from 'mdast'
import { toString as plain } from 'mdast-util-to-string'
import type { Procedure, Runbook } from '../domain/runbook/runbook.ts'
import { isLabel } from './label.ts'
import { markdown, placeOf, type Source, sourceOf } from './markdown.ts'
import { nested } from './nested.ts'
import { createSection, type Section } from './section.ts'

/** Longer files are no runbooks, in characters. */
const longest = 4 * 2 ** 20

/** Why a file is refused in whole. */
function wrongWith(text: string): string | undefined {
  if (text.length > longest)
    return `it has ${text.length} characters, and Belay reads up to ${longest}: split it by procedure`
  return text.includes('\0') ? 'it is no text in UTF-8: save it as UTF-8' : nested(text)
}

/** Where the first sign stands that could not be read, and was replaced. */
function lostIn(text: string): { line: number; column: number } | undefined {
  const at = text.indexOf('\uFFFD')
  if (at < 0) return undefined
  const before = text.slice(0, at).split('\n')
  return { line: before.length, column: before.at(-1)!.length + 1 }
}

/** Whatever a runbook says, as far as it can be understood. It reads nothing else and never throws over its text. */
export function readRunbook(file: string, text: string): Runbook {
  const runbook: Runbook = { file, title: '', procedures: [], severities: [], troubles: [] }
  const place = { file, line: 1, column: 1 }
  const wrong = wrongWith(text)
  if (wrong !== undefined) return { ...runbook, troubles: [{ place, message: wrong }] }
  const lost = lostIn(text)
  if (lost) runbook.troubles.push({ place: { file, ...lost }, message: 'this is no UTF-8: save it as UTF-8' })
  const source = sourceOf(file, text)
  const ids = new Map<string, number>()
  let path: Heading[] = []
  let section = createSection(source, [], place, runbook)
  const close = () => {
    const procedure = section.end()
    if (procedure) runbook.procedures.push(numbered(procedure, ids))
  }
  for (const node of markdown(source)) {
    if (node.type !== 'heading') {
      section.add(node)
      continue
    }
    const title = plain(node).trim()
    const own = path.at(-1)
    path = path.filter(({ depth }) => depth < node.depth)
    if (isLabel(title) && own && own === path.at(-1) && own.depth > 1) {
      section.label(title)
      continue
    }
    close()
    if (runbook.title === '' && node.depth === 1) runbook.title = title
    path = [...path, node]
    section = next(source, path, node, runbook)
  }
  close()
  return runbook
}

function next(source: Source, path: Heading[], node: RootContent, runbook: Runbook): Section {
  const titles = path.filter(({ depth }, i) => depth > 1 || i > 0).map(heading => plain(heading).trim())
  return createSection(source, titles, placeOf(source, node), runbook)
}

/** Headings that occur twice are told apart by a number. */
function numbered(procedure: Procedure, ids: Map<string, number>): Procedure {
  const named = procedure.path.map(slug).join('/') || 'runbook'
  const count = (ids.get(named) ?? 0) + 1
  ids.set(named, count)
  const id = count === 1 ? named : `${named}-${count}`
  let number = 0
  const parts = procedure.parts.map(part => ({
    ...part,
    steps: part.steps.map(step => ({
      ...step,
      id: `${id}#${++number}`,
      title: step.title.replace(/:$/, ''),
    })),
  }))
  return { ...procedure, id, parts }
}

const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
