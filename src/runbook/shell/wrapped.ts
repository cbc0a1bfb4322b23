import type { Simple, Text } from '../../domain/runbook/line.ts'
import { literal, shown } from '../text.ts'

/** Commands that only say how another is run: which of their options take a value, and how many words stand before it. */
const wrappers: Record<string, { valued: string; before?: number }> = {
  sudo: { valued: 'ugpCrtUhRD' },
  time: { valued: 'fo' },
  timeout: { valued: 'sk', before: 1 },
  nice: { valued: 'n' },
  env: { valued: 'uC' },
}

/** The command that is run in the end. As whom, for how long and with which surroundings Belay runs it, is its own matter. */
export function unwrapped(command: Simple): Simple {
  const [first, ...rest] = command.words
  const name = literal(first) ?? ''
  if (!Object.hasOwn(wrappers, name)) return command
  const { valued, before = 0 } = wrappers[name]!
  let at = 0
  for (let word = literal(rest[at]); word?.startsWith('-'); word = literal(rest[at]))
    at += /^-\w$/.test(word) && valued.includes(word[1]!) ? 2 : 1
  at += before
  const sets: Simple['sets'] = []
  for (let set = setIn(rest[at]); set; set = setIn(rest[at])) {
    sets.push(set)
    at++
  }
  const words = rest.slice(at)
  return words.length === 0 ? command : unwrapped({ ...command, words, sets: [...command.sets, ...sets] })
}

/** `FOO=bar` as a word; its name may look like a blank. */
function setIn([head, ...others]: Text = []): Simple['sets'][number] | undefined {
  if (head === undefined) return undefined
  const [name, rest] = typeof head === 'string' ? ['', [head, ...others]] : [shown([head]), others]
  const [first] = rest
  const [, begun, value] = (typeof first === 'string' && /^([A-Za-z_]\w*)?=(.*)$/s.exec(first)) || []
  if (value === undefined || (begun === undefined && name === '')) return undefined
  return { name: begun ?? name, value: [...(value === '' ? [] : [value]), ...rest.slice(1)] }
}
