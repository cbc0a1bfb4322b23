import type { Text } from '../../domain/runbook/line.ts'
import { literal } from '../text.ts'

export interface Options {
  positional: Text[]
  options: Record<string, Text | true>
  /** What stands behind a bare `--`. */
  rest: Text[]
}

/** Words as most commands read them: `--name value`, `--name=value`, `-n value`, `-abc`. `valued` take a value. */
export function optionsIn(words: readonly Text[], valued: readonly string[]): Options {
  const found: Options = { positional: [], options: {}, rest: [] }
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
      found.options[name] = [...(value ? [value] : []), ...word.slice(1)]
    } else if (valued.includes(name)) found.options[name] = words[++i] ?? true
    else if (dashes === '-' && valued.includes(name[0]!)) found.options[name[0]!] = [name.slice(1)]
    else if (dashes === '-') for (const letter of name) found.options[letter] = true
    else found.options[name] = true
  }
  return found
}

/** The host of a client's `-h`, as what it is done on; a blank there is for the system's file to fill. */
export const hostOf = (host: Text | true | undefined): { on?: { host: Text } } =>
  host === undefined || host === true || literal(host) === undefined ? {} : { on: { host } }
