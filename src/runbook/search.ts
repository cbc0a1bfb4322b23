import MiniSearch from 'minisearch'
import type { Procedure, Runbook } from '../domain/runbook/runbook.ts'

/** A procedure that was found, and why. */
export interface Found {
  procedure: Procedure
  /** As people read it: "its symptoms say that HighP99Latency fires", "connections in its title". */
  why: string
}

/** Finds procedures of a runbook, best first. */
export interface Search {
  byWords(words: string): Found[]
  /** Those of these words that no procedure has, as they were typed. */
  missing(words: string): string[]
  /** The procedure that says it is this alert's comes first; then those that its name and what it says speak of. */
  byAlert(alert: { name: string; summary?: string }): Found[]
}

const fields = ['title', 'symptoms', 'path', 'steps', 'text'] as const
type Field = (typeof fields)[number]
const boost: Record<Field, number> = { title: 5, symptoms: 4, path: 2, steps: 1.5, text: 1 }
const places: Record<Field, string> = {
  title: 'in its title',
  symptoms: 'in its symptoms',
  path: 'in the headings above it',
  steps: 'in its steps',
  text: 'in its text',
}

/** Words that are in every runbook and tell nothing apart. */
const common = new Set(
  'a an and are by check for from get if in is it of on or the this to via view with'.split(' '),
)
const most = 10

export function createSearch({ procedures }: Runbook): Search {
  const index = new MiniSearch<{ id: number } & Record<Field, string>>({
    fields: [...fields],
    tokenize,
    processTerm: term => (common.has(term) ? null : term),
    searchOptions: { boost, prefix: term => term.length > 3, fuzzy: term => (term.length > 5 ? 0.2 : 0) },
  })
  index.addAll(procedures.map((procedure, id) => ({ id, ...textsOf(procedure) })))

  const byWords = (words: string): Found[] =>
    index
      .search(words)
      .slice(0, most)
      .map(({ id, match }) => ({ procedure: procedures[id as number]!, why: whyOf(match) }))

  return {
    byWords,
    missing: words =>
      [
        ...new Set(
          words.split(/\s+/).filter(word => tokenize(word).length > 0 && index.search(word).length === 0),
        ),
      ].filter(word => !tokenize(word).every(term => common.has(term))),
    byAlert({ name, summary = '' }) {
      const own = procedures.filter(({ alerts }) => alerts.some(alert => same(alert, name)))
      const others = byWords(`${name} ${summary}`).filter(({ procedure }) => !own.includes(procedure))
      return [
        ...own.map(procedure => ({ procedure, why: `it says that it is for ${name}` })),
        ...others,
      ].slice(0, most)
    },
  }
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

/** `HighP99Latency` is three words, and so is `high-p99-latency`. */
const tokenize = (text: string): string[] =>
  text
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '')

function textsOf({ path, parts }: Procedure): Record<Field, string> {
  const said = (isSymptom: boolean) =>
    parts
      .filter(({ kind }) => (kind === 'symptoms') === isSymptom)
      .flatMap(({ text }) => text)
      .join(' ')
  return {
    title: path.at(-1) ?? '',
    symptoms: said(true),
    path: path.slice(0, -1).join(' '),
    steps: parts.flatMap(({ label, steps }) => [label, ...steps.map(({ title }) => title)]).join(' '),
    text: said(false),
  }
}

/** "connections in its title; pool in its symptoms" */
function whyOf(match: Record<string, string[]>): string {
  const words = (field: Field) => Object.keys(match).filter(word => match[word]!.includes(field))
  return fields
    .map(field => ({ field, found: words(field).slice(0, 4) }))
    .filter(({ found }) => found.length > 0)
    .slice(0, 2)
    .map(({ field, found }) => `${found.join(', ')} ${places[field]}`)
    .join('; ')
}
