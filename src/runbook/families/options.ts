import { nearest } from '../../domain/nearest.ts'
import type { Text } from '../../domain/runbook/line.ts'
import type { Action } from '../../domain/runbook/verdict.ts'
import { shown } from '../text.ts'
import type { Judged } from './family.ts'

export interface Options {
  positional: Text[]
  options: Record<string, Text | true>
  /** What stands behind a bare `--`. */
  rest: Text[]
  /** What is given more than once; `options` has the last. */
  repeated: string[]
}

/** Words as most commands read them: `--name value`, `--name=value`, `-n value`, `-abc`. `valued` take a value. */
export function optionsIn(words: readonly Text[], valued: readonly string[]): Options {
  const found: Options = { positional: [], options: {}, rest: [], repeated: [] }
  const give = (name: string, value: Text | true) => {
    if (Object.hasOwn(found.options, name)) found.repeated.push(name)
    found.options[name] = value
  }
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    const head = typeof word[0] === 'string' ? word[0] : ''
    if (head === '--' && word.length === 1) {
      found.rest = words.slice(i + 1)
      break
    }
    const [, dashes, name, value] = /^(--?)([A-Za-z][\w-]*)(?:=(.*))?$/s.exec(head) ?? []
    if (name === undefined) found.positional.push(word)
    else if (value !== undefined || word.length > 1) {
      give(name, [...(value ? [value] : []), ...word.slice(1)])
    } else if (valued.includes(name)) give(name, words[++i] ?? true)
    else if (dashes === '-') {
      // `-sXPOST`, `-sX POST`: the first that takes a value takes the rest.
      const letters = [...name]
      const at = letters.findIndex(letter => valued.includes(letter))
      for (const letter of at < 0 ? letters : letters.slice(0, at)) give(letter, true)
      const glued = at < 0 ? '' : name.slice(at + 1)
      if (at >= 0) give(letters[at]!, glued === '' ? (words[++i] ?? true) : [glued])
    } else give(name, true)
  }
  return found
}

/** An option that a command is not known by, as it is written, and the one that was most likely meant. */
export interface Stray {
  option: string
  meant?: string | undefined
}

/** The first option that is none of these, or that is given twice where one counts. */
export function strayIn(
  { options, repeated }: Options,
  known: readonly string[],
  several: readonly string[] = [],
): Stray | undefined {
  const unknown = Object.keys(options).find(name => !known.includes(name))
  const stray = unknown ?? repeated.find(name => options[name] !== true && !several.includes(name))
  if (stray === undefined) return undefined
  const meant = unknown && unknown.length > 1 ? nearest(unknown, known.filter(isLong)) : undefined
  return { option: dashed(stray), meant: meant && dashed(meant) }
}

const isLong = (name: string): boolean => name.length > 1
const dashed = (name: string): string => (isLong(name) ? `--${name}` : `-${name}`)

/** Why a command with such an option stays with people. */
export const strays = ({ option, meant }: Stray): string =>
  `Belay does not know what ${option} is to change here${meant ? `: ${meant} is meant?` : ''}`

/** The first word behind another that is no option, nor what one is given; -1 where there is none. */
export function wordAt(words: readonly Text[], at: number, valued: readonly string[]): number {
  for (let i = at + 1; i < words.length; i++) {
    const said = shown(words[i]!)
    if (!said.startsWith('-')) return i
    if (valued.includes(said.replace(/^--?/, ''))) i++
  }
  return -1
}

/** The same, with a doubt told besides. */
export const withDoubt = (judged: Judged, doubt: string | undefined): Judged =>
  doubt === undefined || 'byHand' in judged
    ? judged
    : { ...judged, troubles: [...(judged.troubles ?? []), doubt] }

/** The same, done where the step says. */
export const doneOn = (judged: Judged, on: Action['on']): Judged =>
  'byHand' in judged || Object.keys(on ?? {}).length === 0
    ? judged
    : { ...judged, action: { ...judged.action, on: { ...judged.action.on, ...on } } }

/** What an option is told; undefined where that is a blank, which is for the system's file to fill. */
export const told = (value: Text | true | undefined): Text | undefined =>
  value === undefined ||
  value === true ||
  value.length === 0 ||
  value.some(part => typeof part !== 'string' && part.of === 'input')
    ? undefined
    : value

/** What a profile of AWS or a context stands for: an environment, where it is called as that is. */
export function environmentOf(value: Text | true | undefined): Action['on'] {
  const environment = told(value)
  return environment ? { environment } : {}
}
