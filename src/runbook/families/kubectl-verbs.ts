import type { Text } from '../../domain/runbook/line.ts'
import type { Action } from '../../domain/runbook/verdict.ts'
import { inputOf } from '../inputs.ts'
import { literal, shown } from '../text.ts'
import { act, byHand, type Judged } from './family.ts'
import { kindsIn } from './kubectl-kinds.ts'
import { outputOf, outputs } from './kubectl-output.ts'
import type { Options } from './options.ts'
import { taskOf } from './task.ts'

/** What a verb of kubectl is called with; `args` without the verb itself. */
type Asked = Pick<Options, 'options' | 'rest'> & { args: Text[] }

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

/** What is there of any kind, however it is to be shown. */
function got({ args, options }: Asked): Judged {
  const kinds = kindsIn('get', args)
  if (kinds && !Array.isArray(kinds)) return kinds
  const shown = outputOf(options)
  if (!('input' in shown)) return shown
  const chosen = Object.fromEntries(Object.entries(options).filter(([name]) => !outputs.includes(name)))
  const input = { names: { list: args }, ...options$(chosen), ...shown.input }
  return act('kubernetes', 'get', 'read', input, { filters: shown.filters })
}

export const verbs: Record<string, (asked: Asked) => Judged> = {
  get: got,
  describe(asked) {
    const kinds = kindsIn('describe', asked.args)
    if (kinds && !Array.isArray(kinds)) return kinds
    // Of a pod there are words of its own, of all else its object.
    return kinds?.some(({ kind }) => kind.plural !== 'pods')
      ? got({ ...asked, options: { ...asked.options, o: ['yaml'] } })
      : read('describe')(asked)
  },
  top(asked) {
    const kinds = kindsIn('top', asked.args)
    if (kinds && !Array.isArray(kinds)) return kinds
    return kinds?.every(({ kind }) => ['pods', 'nodes'].includes(kind.plural)) === false
      ? byHand('Kubernetes measures pods and nodes', 'read')
      : read('top')(asked)
  },
  logs: read('logs'),
  events: asked => got({ ...asked, args: [['events']] }),
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
    return taskOf(command, workload(args.slice(0, 1), options))
  },
}

/** Of `backend=shop-backend:v2.0.0` the version, asked for with that as an example. */
function versionOf(image: Text): Text {
  const said = literal(image)
  const version = said === undefined ? undefined : /:([\w.-]+)$/.exec(said)?.[1]
  return version === undefined ? image : [{ of: 'input', input: inputOf('version', version) }]
}
