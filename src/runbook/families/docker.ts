import type { Simple, Text } from '../../domain/runbook/line.ts'
import { inputOf } from '../inputs.ts'
import { literal, shown } from '../text.ts'
import { valued, verbOf } from './docker-words.ts'
import { act, byHand, type Family, type Judged } from './family.ts'
import { spaced } from './kubectl.ts'
import { optionsIn, strays, withDoubt } from './options.ts'
import { taskOf } from './task.ts'

/** The command line of Docker: what is looked at, and what a service of a composition goes through. */
export const docker: Family = {
  names: ['docker'],
  judge(command) {
    const [, first, ...others] = command.words
    if (literal(first) === 'compose') return composed({ ...command, words: [['docker-compose'], ...others] })
    const { verb, args, inner, options, stray } = verbOf(command.words)
    if (stray) return byHand(strays(stray), reads.includes(verb) ? 'read' : risky(verb))
    if (reads.includes(verb)) return act('docker', verb, 'read', { names: { list: args }, ...options })
    if (verb === 'restart') return act('belay', 'restart', 'change', {}, { on: { docker: args[0] ?? [] } })
    if (verb === 'exec') return inside(args[0], inner)
    return byHand(whyByHand(verb), risky(verb))
  },
}

export const dockerCompose: Family = { names: ['docker-compose'], judge: composed }

function composed(command: Simple): Judged {
  const { options } = optionsIn(command.words.slice(1), valued)
  const { verb, args } = verbOf(command.words)
  const other = (options.f ?? options.file ?? options.p ?? options['project-name']) as Text | undefined
  if (other === undefined || verb === 'logs') return inComposition(command)
  if (args.length === 0 && ['down', 'up', 'pull', 'restart'].includes(verb))
    return byHand(`it is about all of ${shown(other)}, whatever of that the system file names`, risky(verb))
  const doubt = `docker-compose ${shown(other)}: Belay goes by the services that the system file names`
  return withDoubt(inComposition(command), doubt)
}

function inComposition(command: Simple): Judged {
  const { verb, args, inner, options, stray } = verbOf(command.words)
  if (stray) return byHand(strays(stray), reads.includes(verb) ? 'read' : risky(verb))
  const [service] = args
  const on = { compose: { list: args } }
  if (reads.includes(verb))
    return act('docker', `compose ${verb}`, 'read', { names: { list: args }, ...options })
  if (verb === 'restart') return act('belay', 'restart', 'change', {}, { on })
  if (verb === 'down')
    return args.length > 0
      ? act('belay', 'compose down', 'change', {}, { on })
      : act('belay', 'compose down', 'change', { service: ['all'] })
  if (verb === 'up' && args.length > 0 && command.words.some(word => shown(word) === '-d'))
    return act('belay', 'compose up', 'change', {}, { on })
  if (verb === 'pull' || (verb === 'up' && command.words.some(word => shown(word) === '-d'))) {
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
  return byHand(whyByHand(verb), risky(verb))
}

/** What is shown of containers; the rest would show what they are given too, or is of the machine. */
const reads = ['ps', 'stats', 'logs', 'top']

const hands: Record<string, string> = {
  inspect: 'it shows what a container is given, and there may be secrets in it',
  config: 'it shows what containers are given, and there may be secrets in it',
  ...Object.fromEntries(
    ['images', 'version', 'info', 'port', 'events', 'df', 'ls'].map(verb => [verb, 'it looks at a machine']),
  ),
  up: 'it stays in the foreground of your terminal',
  attach: 'it opens a session that somebody sits at',
  build: 'it builds from files of your machine',
  run: 'it starts a container of its own',
  system: 'it cleans up a machine',
}

const whyByHand = (verb: string): string =>
  Object.hasOwn(hands, verb) ? hands[verb]! : 'Belay has no operation for it'

const risky = (verb: string) =>
  ['down', 'rm', 'rmi', 'kill', 'system', 'volume', 'prune'].includes(verb) ? 'destructive' : 'change'

function inside(container: Text | undefined, inner: Text[]): Judged {
  if (!container || inner.length === 0)
    return byHand('it names no command', 'change', 'docker exec takes a container and a command')
  // What it would show again and again, Docker tells once.
  if (inner.length === 1 && literal(inner[0]) === 'top')
    return act('docker', 'top', 'read', { names: { list: [container] } })
  return taskOf(spaced(inner), { docker: container })
}
