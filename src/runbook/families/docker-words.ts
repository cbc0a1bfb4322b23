import type { Text } from '../../domain/runbook/line.ts'
import type { Action } from '../../domain/runbook/verdict.ts'
import { shown } from '../text.ts'
import { environmentOf, type Options, optionsIn, type Stray, strayIn, told, wordAt } from './options.ts'

/** Options that take a value, before the verb and behind it. */
const valued = [
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
const valuedBefore = ['f', 'file', 'p', 'project-name', 'H', 'host', 'c', 'context']

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
  top: [],
}
/** Verbs that another one follows. */
export const groups =
  'builder buildx container context image manifest network node plugin secret service stack swarm system trust volume'.split(
    ' ',
  )
export const dockerVerbs = [
  ...groups,
  ...'attach build commit compose config cp create diff events exec export history images import info'.split(
    ' ',
  ),
  ...'inspect kill load login logout logs pause port ps pull push rename restart rm rmi run save'.split(' '),
  ...'search start stats stop tag top unpause update version wait'.split(' '),
]
export const composeVerbs =
  'attach build config cp create down events exec images kill logs ls pause port ps pull push restart rm run scale start stats stop top unpause up version wait watch'.split(
    ' ',
  )

const before = { docker: ['H', 'host', 'c', 'context'], composition: ['f', 'file', 'p', 'project-name'] }

/** What is called of Docker, and with what. */
export interface Called {
  verb: string
  /** What stands before the verb, and is for all. */
  before: Options['options']
  /** An option that Belay does not know there. */
  stray: Stray | undefined
  args: Text[]
  /** What is executed in the container. */
  inner: Text[]
  options: Record<string, Text>
}

/** What follows the container of `exec` is a command with options of its own. */
export function verbOf(words: readonly Text[]): Called {
  const at = wordAt(words, 0, valuedBefore)
  const verb = at < 0 ? '' : shown(words[at]!)
  const container = verb === 'exec' || verb === 'run' ? wordAt(words, at, valued) : words.length
  // For logs `-f` follows, and takes no file.
  const own = verb === 'logs' ? valued.filter(name => name !== 'f') : valued
  const said = optionsIn(words.slice(at + 1, container < 0 ? undefined : container), own)
  const all = optionsIn(words.slice(1, Math.max(at, 1)), valuedBefore)
  const known = takes[verb]
  const stray =
    strayIn(all, [...before.docker, ...before.composition], before.composition) ?? strayIn(said, known ?? [])
  const given = ['tail', 'n', 'since'].flatMap((name): [string, Text][] => {
    const value = said.options[name]
    return value === undefined || value === true ? [] : [[name, value]]
  })
  const isInside = container >= 0 && container < words.length
  return {
    verb,
    before: all.options,
    stray: known && stray,
    args: isInside ? [words[container]!] : said.positional,
    inner: isInside ? words.slice(container + 1) : [],
    options: Object.fromEntries(given),
  }
}

/** Which Engine, as the step names it by its address or by a context. */
export function engineOf({ before: { H, host = H, c, context = c } }: Called): Action['on'] {
  const engine = told(host)
  return { ...environmentOf(context), ...(engine && { engine: { map: { host: engine } } }) }
}
