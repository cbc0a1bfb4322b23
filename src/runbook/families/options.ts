import type { Text } from '../../domain/runbook/line.ts'
import { literal } from '../text.ts'
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

/** The first option that is none of these, as it is written, or that is given twice where one counts. */
export function strayIn(
  { options, repeated }: Options,
  known: readonly string[],
  several: readonly string[] = [],
): string | undefined {
  const stray =
    Object.keys(options).find(name => !known.includes(name)) ??
    repeated.find(name => options[name] !== true && !several.includes(name))
  return stray && (stray.length > 1 ? `--${stray}` : `-${stray}`)
}

/** Why a command with such an option stays with people. */
export const strays = (option: string): string => `Belay does not know what ${option} is to change here`

/** The host of a client's `-h`, as what it is done on; a blank there is for the system's file to fill. */
export const hostOf = (host: Text | true | undefined): { on?: { host: Text } } =>
  host === undefined || host === true || literal(host) === undefined ? {} : { on: { host } }

/** What is told where a step names a database itself. */
export const elsewhere = 'Belay asks the database that the system file names'

/** The same, with a doubt told besides. */
export const withDoubt = (judged: Judged, doubt: string | undefined): Judged =>
  doubt === undefined || 'byHand' in judged
    ? judged
    : { ...judged, troubles: [...(judged.troubles ?? []), doubt] }
