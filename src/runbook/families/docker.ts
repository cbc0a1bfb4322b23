import { nearest } from '../../domain/nearest.ts'
import type { Text } from '../../domain/runbook/line.ts'
import { inputOf } from '../inputs.ts'
import { literal, shown } from '../text.ts'
import { type Called, composeVerbs, dockerVerbs, engineOf, groups, verbOf } from './docker-words.ts'
import { act, byHand, type Family, type Judged } from './family.ts'
import { doneOn, strays, told, withDoubt } from './options.ts'
import { taskOf } from './task.ts'

/** The command line of Docker: what is looked at, and what a service of a composition goes through. */
export const docker: Family = {
  names: ['docker'],
  judge({ words }) {
    const called = verbOf(words)
    return doneOn(
      called.verb === 'compose' ? composed(words.slice(words.findIndex(isCompose))) : plain(called),
      engineOf(called),
    )
  },
}

export const dockerCompose: Family = { names: ['docker-compose'], judge: ({ words }) => composed(words) }

const isCompose = (word: Text): boolean => literal(word) === 'compose'

function plain({ verb, args, inner, options, stray }: Called): Judged {
  if (stray) return byHand(strays(stray), risky(verb))
  if (reads.includes(verb)) return act('docker', verb, 'read', { names: { list: args }, ...options })
  if (verb === 'restart') return act('belay', 'restart', 'change', {}, { on: { docker: args[0] ?? [] } })
  if (verb === 'exec') return inside(args[0], inner)
  return left(groups.includes(verb) ? shown(args[0] ?? []) : verb, verb, dockerVerbs)
}

function composed(words: readonly Text[]): Judged {
  const called = verbOf(words)
  const { verb, args, before } = called
  const { f, file = f, p, 'project-name': project = p } = before
  const own = told(project)
  const on = { ...engineOf(called), ...(own && { project: own }) }
  const judged = doneOn(inComposition(called, words), on)
  if (file === undefined || file === true || verb === 'logs') return judged
  if (args.length === 0 && ['down', 'up', 'pull', 'restart'].includes(verb))
    return byHand(`it is about all of ${shown(file)}, whatever of that the system file names`, risky(verb))
  return withDoubt(
    judged,
    `docker-compose ${shown(file)}: Belay goes by the services that the system file names`,
  )
}

function inComposition({ verb, args, inner, options, stray }: Called, words: readonly Text[]): Judged {
  if (stray) return byHand(strays(stray), risky(verb))
  const [service] = args
  const isDetached = words.some(word => /^(?:-d|--detach)$/.test(shown(word)))
  const on = { compose: { list: args } }
  if (reads.includes(verb))
    return act('docker', `compose ${verb}`, 'read', { names: { list: args }, ...options })
  if (verb === 'restart') return act('belay', 'restart', 'change', {}, { on })
  if (verb === 'down')
    return args.length > 0
      ? act('belay', 'compose down', 'change', {}, { on })
      : act('belay', 'compose down', 'change', { service: ['all'] })
  if (verb === 'up' && args.length > 0 && isDetached) return act('belay', 'compose up', 'change', {}, { on })
  if (verb === 'pull' || (verb === 'up' && isDetached)) {
    // `docker-compose pull <previous-version>`: what is meant is the version of all that there is.
    const isBlank = (part: Text[number]) => typeof part !== 'string' && part.of === 'input'
    const version = args.flat().find(isBlank)
    const services = args.filter(arg => !arg.some(isBlank))
    return act(
      'belay',
      'deploy',
      'change',
      { version: version ? [version] : [{ of: 'input', input: inputOf('version') }] },
      { on: { compose: { list: services } } },
    )
  }
  if (verb === 'exec' || verb === 'run') return inside(service, inner)
  return left(verb, verb, composeVerbs)
}

/** What is shown of containers; the rest would show what they are given too, or is of the machine. */
const reads = ['ps', 'stats', 'logs', 'top']

const looks = 'images version info port events df ls list history diff search'.split(' ')

const hands: Record<string, string> = {
  inspect: 'it shows what a container is given, and there may be secrets in it',
  config: 'it shows what containers are given, and there may be secrets in it',
  ...Object.fromEntries(looks.map(verb => [verb, 'it looks at a machine'])),
  up: 'it stays in the foreground of your terminal',
  attach: 'it opens a session that somebody sits at',
  build: 'it builds from files of your machine',
  run: 'it starts a container of its own',
  prune: 'it cleans up a machine',
}

const risky = (does: string) => {
  if ([...reads, ...looks, 'inspect', 'config'].includes(does)) return 'read'
  return ['down', 'rm', 'rmi', 'kill', 'prune'].includes(does) ? 'destructive' : 'change'
}

/** What stays with people; of `docker system df` it is the second verb that does something. */
function left(does: string, verb: string, verbs: readonly string[]): Judged {
  const meant = verbs.includes(verb) ? undefined : nearest(verb, verbs)
  return byHand(
    Object.hasOwn(hands, does) ? hands[does]! : 'Belay has no operation for it',
    risky(does),
    ...(meant ? [`docker has no ${verb}: ${meant} is meant?`] : []),
  )
}

function inside(container: Text | undefined, inner: Text[]): Judged {
  if (!container || inner.length === 0)
    return byHand('it names no command', 'change', 'docker exec takes a container and a command')
  // What it would show again and again, Docker tells once.
  if (inner.length === 1 && literal(inner[0]) === 'top')
    return act('docker', 'top', 'read', { names: { list: [container] } })
  return taskOf(inner, { docker: container })
}
