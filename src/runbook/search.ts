import MiniSearch from 'minisearch'
import { type Procedure, type Runbook, stepsOf } from '../domain/runbook/runbook.ts'

/** A procedure that was found, and why. */
export interface Found {
  procedure: Procedure
  /** As people read it: "it says that it is for HighP99Latency", "connections in its title". */
  why: string
  /** It says so itself, or more than one word of its title and symptoms does. */
  isLikely: boolean
}

/** Finds procedures of a runbook, best first. */
export interface Search {
  byWords(words: string): Found[]
  /** Those of these words that no procedure has, as they were typed. */
  missing(words: string): string[]
  /** By the title of what an alert has opened: who says that an alert is theirs which is named there comes first; then those that its words speak of. */
  byAlert(title: string): Found[]
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
      .map(({ id, match }) => ({
        procedure: procedures[id as number]!,
        why: whyOf(match),
        isLikely: Object.values(match).filter(isTelling).length > 1,
      }))

  return {
    byWords,
    missing: words =>
      [
        ...new Set(
          words.split(/\s+/).filter(word => tokenize(word).length > 0 && index.search(word).length === 0),
        ),
      ].filter(word => !tokenize(word).every(term => common.has(term))),
    byAlert(title) {
      const own = ownOf(procedures, title)
      const others = byWords(title).filter(({ procedure }) => own.every(one => one.procedure !== procedure))
      return [...own, ...others].slice(0, most)
    },
  }
}

/** Whether a word stands where what a procedure is about stands. */
const isTelling = (where: string[]): boolean => where.includes('title') || where.includes('symptoms')

/** Procedures that say that an alert is theirs which is a word of the title: one that has steps, and is for fewer alerts, before one that lists them. */
function ownOf(procedures: Procedure[], title: string): Found[] {
  const hasSteps = (one: Procedure) => stepsOf(one).length > 0
  return procedures
    .flatMap(procedure => {
      const name = procedure.alerts.find(alert => isWordOf(alert, title))
      return name === undefined ? [] : { procedure, why: `it says that it is for ${name}`, isLikely: true }
    })
    .sort(
      ({ procedure: a }, { procedure: b }) =>
        Number(hasSteps(b)) - Number(hasSteps(a)) || a.alerts.length - b.alerts.length,
    )
}

/** Between signs of which no name is made. */
function isWordOf(name: string, title: string): boolean {
  const [wanted, text] = [name.toLowerCase(), title.toLowerCase()]
  const isSign = (sign: string | undefined) => sign === undefined || !/[\p{L}\p{N}_-]/u.test(sign)
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1))
    if (isSign(text[at - 1]) && isSign(text[at + wanted.length])) return true
  return false
}

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
