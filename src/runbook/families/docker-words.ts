import type { Text } from '../../domain/runbook/line.ts'
import { shown } from '../text.ts'
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

/** What stands before the verb is for all; what follows the container of `exec` is a command with options of its own. */
export function verbOf(words: readonly Text[]): Called {
  const at = wordAt(words, 0)
  const verb = at < 0 ? '' : shown(words[at]!)
  const container = verb === 'exec' || verb === 'run' ? wordAt(words, at) : words.length
  // For logs `-f` follows, and takes no file.
  const own = verb === 'logs' ? valued.filter(name => name !== 'f') : valued
  const said = optionsIn(words.slice(at + 1, container < 0 ? undefined : container), own)
  const before = optionsIn(words.slice(1, Math.max(at, 1)), valued)
  const known = takes[verb]
  const stray = strayIn(before, ofComposition, ofComposition) ?? strayIn(said, known ?? [])
  const given = ['tail', 'n', 'since'].flatMap((name): [string, Text][] => {
    const value = said.options[name]
    return value === undefined || value === true ? [] : [[name, value]]
  })
  const isInside = container >= 0 && container < words.length
  return {
    verb,
    stray: known && stray,
    args: isInside ? [words[container]!] : said.positional,
    inner: isInside ? words.slice(container + 1) : [],
    options: Object.fromEntries(given),
  }
}

/** The first word behind another that is no option, nor what one is given. */
function wordAt(words: readonly Text[], at: number): number {
  for (let i = at + 1; i < words.length; i++) {
    const said = shown(words[i]!)
    if (!said.startsWith('-')) return i
    if (valued.includes(said.replace(/^--?/, ''))) i++
  }
  return -1
}
