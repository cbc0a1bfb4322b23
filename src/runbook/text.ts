import type { Hole, Input, Line, Text } from '../domain/runbook/line.ts'

export const literal = (text: Text | undefined): string | undefined =>
  text?.every(part => typeof part === 'string') ? text.join('') : undefined

/** As people read it: `<task arn>` for what is asked for, the time's form for a time. */
export const shown = (text: Text): string =>
  text.map(part => (typeof part === 'string' ? part : holeInWords(part))).join('')

function holeInWords(hole: Hole): string {
  if (hole.of === 'input') return hole.input.example ?? `<${hole.input.name}>`
  if (hole.of === 'time') return `<${hole.format}>`
  if (hole.of === 'random') return '<random>'
  if (hole.of === 'variable') return `\${${hole.name}}`
  return hole.text
}

/** How much is written in it. */
export const sizeOf = (text: Text): number =>
  text.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 1), 0)

/** As long as a whole file, which no word of it is by itself. */
const longest = 4 * 2 ** 20

/** Parts next to each other that are strings are one. */
export function joined(parts: Text): Text {
  if (sizeOf(parts) > longest) return [{ of: 'shell', text: 'a word', why: 'longer than a file may be' }]
  const all: Text = []
  for (const part of parts) {
    const last = all.at(-1)
    if (typeof part === 'string' && typeof last === 'string') all[all.length - 1] = last + part
    else if (part !== '') all.push(part)
  }
  return all
}

/** Words as one text, with a blank between each. */
export const spaced = (words: readonly Text[]): Text =>
  words.flatMap((word, i) => (i === 0 ? word : [' ', ...word]))

export const holesOf = (texts: readonly Text[]): Hole[] =>
  texts.flatMap(text => text.filter((part): part is Hole => typeof part !== 'string'))

/** What a person is asked for, each once. */
export function inputsOf(holes: readonly Hole[]): Input[] {
  const asked = new Map<string, Input>()
  for (const hole of holes) {
    const input: Input | undefined =
      hole.of === 'input'
        ? hole.input
        : hole.of === 'time'
          ? { name: `time ${hole.format}`, kind: 'time', example: hole.format }
          : undefined
    if (input && !asked.has(`${input.name} ${input.example}`))
      asked.set(`${input.name} ${input.example}`, input)
  }
  return [...asked.values()]
}

/** All that commands have in them, those within `$(…)` and loops too. */
export const textsOf = (line: Line): Text[] => {
  if (line.is === 'shell') return []
  if (line.is === 'each') return [...line.over, ...line.body.flatMap(textsOf)]
  return line.commands.flatMap(({ words, sets }) => [...words, ...sets.map(({ value }) => value)])
}

/** In a line, and no longer than somebody takes in at once. */
export const shortened = (text: string): string =>
  (text.length > 40 ? `${text.slice(0, 39)}…` : text).replace(/\s+/g, ' ')
