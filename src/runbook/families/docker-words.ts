import type { Text } from '../../domain/runbook/line.ts'
import { literal, shown } from '../text.ts'
import { optionsIn, strayIn } from './options.ts'

/** Options that take a value. */
export const valued = [
  'tail',
  'n',
  'since',
  'until',
  'f',
  'file',
  'p',
  'project-name',
  'format',
  'filter',
  't',
  'timeout',
  'u',
  'user',
  'w',
  'workdir',
  'e',
  'env',
  'scale',
]

/** Options that count for each, or that change nothing of what Belay shows or does. */
const takes: Record<string, string[]> = {
  ps: ['a', 'all', 'no-trunc'],
  stats: ['a', 'all', 'no-stream', 'no-trunc'],
  logs: 'f follow tail n since t timestamps no-color no-log-prefix'.split(' '),
  restart: ['t', 'timeout'],
  up: ['d', 'detach', 'no-deps'],
  pull: ['q', 'quiet'],
  down: ['t', 'timeout'],
  exec: 'i t T d u user interactive tty'.split(' '),
  run: 'i t T rm u user interactive tty no-deps'.split(' '),
}
const ofComposition = ['f', 'file', 'p', 'project-name']

/** What is called of Docker, and with what. */
export interface Called {
  verb: string
  /** An option that Belay does not know there. */
  stray: string | undefined
  args: Text[]
  /** What is executed in the container. */
  inner: Text[]
  options: Record<string, Text>
}

/** What follows the container is a command with options of its own. */
export function verbOf(words: readonly Text[]): Called {
  const at = words.findIndex((word, i) => i > 0 && /^(?:exec|run)$/.test(literal(word) ?? ''))
  if (at < 0) {
    // For logs `-f` follows, and takes no file.
    const follows = words.some(word => literal(word) === 'logs')
    const said = optionsIn(words.slice(1), follows ? valued.filter(name => name !== 'f') : valued)
    const { positional, options } = said
    const verb = shown(positional[0] ?? [])
    const given = ['tail', 'n', 'since'].flatMap((name): [string, Text][] => {
      const value = options[name]
      return value === undefined || value === true ? [] : [[name, value]]
    })
    return {
      verb,
      stray: Object.hasOwn(takes, verb) ? strayIn(said, [...takes[verb]!, ...ofComposition]) : undefined,
      args: positional.slice(1),
      inner: [],
      options: Object.fromEntries(given),
    }
  }
  const verb = shown(words[at]!)
  const container = containerAt(words, at)
  const before = optionsIn(
    [...words.slice(1, at), ...words.slice(at + 1, Math.max(container, at + 1))],
    valued,
  )
  return {
    verb,
    stray: strayIn(before, [...takes[verb]!, ...ofComposition]),
    options: {},
    args: container < 0 ? [] : [words[container]!],
    inner: container < 0 ? [] : words.slice(container + 1),
  }
}

/** The first word behind `exec` that is no option, nor what one is given. */
function containerAt(words: readonly Text[], at: number): number {
  for (let i = at + 1; i < words.length; i++) {
    const said = shown(words[i]!)
    if (!said.startsWith('-')) return i
    if (valued.includes(said.replace(/^--?/, ''))) i++
  }
  return -1
}
