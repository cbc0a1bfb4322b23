import { nearest } from '../../domain/nearest.ts'
import type { Text } from '../../domain/runbook/line.ts'
import type { Action } from '../../domain/runbook/verdict.ts'
import { inputOf } from '../inputs.ts'
import { literal, shown } from '../text.ts'
import { act, byHand, type Family, type Judged } from './family.ts'
import { isReadOnly, takes, valued } from './kubectl-options.ts'
import { optionsIn, strayIn, strays, withDoubt } from './options.ts'
import { taskOf } from './task.ts'

/** Kubernetes' command line; `-f` takes a file but for logs, where it follows. */
export const kubectl: Family = {
  names: ['kubectl'],
  judge({ words }) {
    const follows = literal(words[1]) === 'logs'
    const all = optionsIn(words.slice(1), follows ? valued.filter(name => name !== 'f') : valued)
    const { positional, options, rest } = all
    const [verb = '', ...names] = positional.map(shown)
    const [, ...args] = positional
    const said = verb === 'rollout' || verb === 'set' ? `${verb} ${names[0] ?? ''}` : verb
    if (Object.hasOwn(verbs, said)) {
      const stray = strayIn(all, ['n', 'namespace', 'context', 'cluster', ...(takes[said] ?? [])])
      return stray
        ? byHand(strays(stray), isReadOnly(said) ? 'read' : 'change')
        : withDoubt(
            verbs[said]!({ args, options, rest }),
            options.context
              ? 'kubectl --context: Belay asks the cluster that the system file names'
              : undefined,
          )
    }
    const meant = nearest(verb, Object.keys(verbs))
    if (Object.hasOwn(byHandVerbs, verb))
      return byHand(byHandVerbs[verb]!, verb === 'delete' ? 'destructive' : 'change')
    return byHand(
      'Belay has no operation for it',
      'change',
      `kubectl has no ${verb}${meant ? `: ${meant} is meant?` : ''}`,
    )
  },
}

interface Asked {
  args: Text[]
  options: Record<string, Text | true>
  rest: Text[]
}

const byHandVerbs: Record<string, string> = {
  version: 'it tells of the command line of your machine',
  'cluster-info': 'it tells of the command line of your machine',
  edit: 'it opens an editor',
  attach: 'it opens a session that somebody sits at',
  'port-forward': 'it opens a way to your own machine',
  proxy: 'it opens a way to your own machine',
  cp: 'it takes a file of your machine',
  apply: 'it takes a file of your machine',
  create: 'Belay has no operation that makes things of a cluster',
  delete: 'Belay has no operation that deletes things of a cluster',
  config: 'it sets up the command line of your machine',
  drain: 'Belay has no operation for it',
  cordon: 'Belay has no operation for it',
  patch: 'Belay has no operation for it',
}

const read =
  (operation: string) =>
  ({ args, options }: Asked): Judged =>
    act('kubernetes', operation, 'read', { names: { list: args }, ...options$(options) })

const options$ = (options: Record<string, Text | true>): Action['input'] =>
  Object.fromEntries(
    Object.entries(options).map(([name, value]): [string, Action['input'][string]] => [
      name,
      value === true ? { boolean: true } : value,
    ]),
  )

/** `deployment/shop` or `deployment shop`. */
function workload(args: Text[], { n, namespace = n }: Asked['options']): NonNullable<Action['on']> {
  const [first = [], second] = args
  const where = namespace === undefined || namespace === true ? {} : { namespace }
  if (second && args.every(arg => shown(arg).includes('/'))) return { ...where, kubernetes: { list: args } }
  const name = second && !shown(first).includes('/') ? ([...first, '/', ...second] as Text) : first
  return { ...where, kubernetes: name }
}

const verbs: Record<string, (asked: Asked) => Judged> = {
  get(asked) {
    const { o, output = o, 'no-headers': bare } = asked.options
    const how = output === undefined ? 'wide' : output === true ? '' : literal(output)
    if (how !== 'wide' && how !== 'name')
      return byHand(`Belay shows no -o ${how ?? 'of such a kind'}`, 'read')
    const judged = read('get')(asked)
    return bare === undefined || !('action' in judged)
      ? judged
      : { action: { ...judged.action, filters: [{ by: 'from', line: 2 }] } }
  },
  describe: read('describe'),
  top: read('top'),
  logs: read('logs'),
  events: read('events'),
  'rollout status': read('rollout status'),
  'rollout history': read('rollout history'),
  'rollout restart': ({ args, options }) =>
    act('belay', 'restart', 'change', {}, { on: workload(args.slice(1), options) }),
  'rollout undo': ({ args, options }) =>
    act(
      'belay',
      'rollback',
      'change',
      {
        ...(options['to-revision'] &&
          options['to-revision'] !== true && { revision: options['to-revision'] }),
      },
      { on: workload(args.slice(1), options) },
    ),
  scale({ args, options }) {
    const count = options.replicas
    if (count === undefined || count === true)
      return act(
        'belay',
        'scale',
        'change',
        {},
        { on: workload(args, options), missing: [{ ...inputOf('replicas'), why: 'it needs --replicas' }] },
      )
    const said = literal(count)
    if (said !== undefined && !/^\d+$/.test(said))
      return byHand(
        'it cannot be carried out as it stands',
        'change',
        `kubectl scale: --replicas is a number, and "${said}" is none`,
      )
    return act(
      'belay',
      'scale',
      'change',
      { count: said === undefined ? count : { number: Number(said) } },
      { on: workload(args, options) },
    )
  },
  'set image'({ args, options }) {
    const [, target, image, ...others] = args
    if (others.length > 0) return byHand('it sets several images at once')
    if (!target || !image)
      return byHand('it names no image', 'change', 'kubectl set image takes a workload and container=image')
    return act(
      'belay',
      'deploy',
      'change',
      { version: versionOf(image) },
      { on: workload([target], options) },
    )
  },
  exec({ args, rest, options }) {
    const command = rest.length > 0 ? rest : args.slice(1)
    if (command.length === 0)
      return byHand('it names no command', 'change', 'kubectl exec takes a command behind --')
    return taskOf(spaced(command), workload(args.slice(0, 1), options))
  },
}

/** Of `backend=shop-backend:v2.0.0` the version, asked for with that as an example. */
function versionOf(image: Text): Text {
  const said = literal(image)
  const version = said === undefined ? undefined : /:([\w.-]+)$/.exec(said)?.[1]
  return version === undefined ? image : [{ of: 'input', input: inputOf('version', version) }]
}

export const spaced = (words: readonly Text[]): Text =>
  words.flatMap((word, i) => (i === 0 ? word : [' ', ...word]))
