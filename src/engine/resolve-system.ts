import { called, environmentCalled } from '../domain/called.ts'
import { UserError } from '../domain/errors.ts'
import { having } from '../domain/having.ts'
import type { Incident } from '../domain/incident.ts'
import { environmentNamed, serviceNamed, systemNamed } from '../domain/named.ts'
import { nearest } from '../domain/nearest.ts'
import type { System } from '../domain/system.ts'
import type { Invocation } from '../ports/invocation.ts'
import type { Faces } from './command.ts'
import { environmentWord } from './environment-word.ts'
import type { Parsed } from './grammar.ts'
import { again, correcting, noSystem } from './line-again.ts'
import { noService } from './no-service.ts'
import { distinct, type Inhabitant, inhabitants } from './place.ts'

/** The system and environment that are meant, and the line without the words that named them. */
export async function resolveSystem(
  parsed: Parsed,
  invocation: Invocation,
  faces: Faces,
): Promise<Inhabitant & { parsed: Parsed }> {
  const living = await inhabitants(invocation, faces)
  const explicit = invocation.fields.system || parsed.options.system
  const word = parsed.words[0]?.value
  if (explicit) return at(named(String(explicit)), parsed)
  const said = word === undefined ? undefined : faces.systems.get(word)
  if (said) return at(said, namesService(parsed, said) ? parsed : { ...parsed, words: parsed.words.slice(1) })
  const { channel, thread } = invocation
  const talkedOf = channel && thread ? await faces.incidents.byThread(channel, thread) : undefined
  const its = talkedOf && faces.systems.get(talkedOf.system)
  if (talkedOf && its) return at(its, parsed, talkedOf)

  const [only, ...others] = distinct(living)
  if (!only) throw noSystem(faces)
  if (others.length === 0) return at(only, parsed)
  throw new UserError(
    `Which system? ${[only, ...others].map(({ title }) => title).join(', ')} live here.`,
    ...[only, ...others].map(({ system, title }) => ({
      label: title,
      command: again(parsed, invocation, `--system ${system}`),
    })),
  )

  function named(typed: string): System {
    const unknown = (name: string) => `There is no system ${name}`
    return systemNamed(typed, faces.systems.all(), unknown, correcting(parsed, invocation, typed, 'system'))
  }

  function at(system: System, rest: Parsed, incident?: Incident) {
    const isSaid = Boolean(invocation.fields.environment || rest.options.environment)
    const word = environmentWord(rest, system, isSaid)
    if (incident && !isSaid && word === undefined && Object.hasOwn(system.environments, incident.environment))
      return { system, environment: incident.environment, parsed: withService(rest, system, incident) }
    if (word === undefined) {
      const environment = environmentOf(system, living, rest, invocation)
      return { system, environment, parsed: withOnlyService(rest, system, environment) }
    }
    const environment = environmentCalled(rest.words[word]!.value, system)!
    const left = { ...rest, words: rest.words.toSpliced(word, 1) }
    return { system, environment, parsed: withOnlyService(left, system, environment) }
  }
}

/** A system and a service of it may be called the same: it is the service where something of its own comes behind it. */
function namesService({ words, command }: Parsed, system: System): boolean {
  const [name, next] = words.map(({ value }) => value.toLowerCase())
  const [first] = command.positional ?? []
  if (name === undefined || next === undefined || (first !== 'service' && first !== 'of')) return false
  if (environmentCalled(next, system)) return false
  const services = Object.values(system.environments).map(({ services }) => services)
  return services.some(all => Object.hasOwn(all, name)) && !services.some(all => Object.hasOwn(all, next))
}

/** Where there is only one service, it is meant, and the first word may be what comes behind it. */
function withOnlyService(parsed: Parsed, system: System, environment: string): Parsed {
  const { command, words, options } = parsed
  const services = system.environments[environment]?.services ?? {}
  const [only, ...others] = having(services, command.about === 'system' ? command.needs : undefined)
  const [first] = words
  const takesOne = command.positional?.[0] === 'service' && command.positional.length > 1
  if (!only || others.length > 0 || !first || !takesOne || options.service !== undefined) return parsed
  if (called(first.value, services) ?? nearest(first.value, [only])) return parsed
  return { ...parsed, options: { ...options, service: only } }
}

/** What an incident's thread is about is meant where nothing else is said. */
function withService(parsed: Parsed, system: System, { environment, service }: Incident): Parsed {
  const isKnown = service !== undefined && Object.hasOwn(system.environments[environment]!.services, service)
  const isSaid = parsed.words.length > 0 || parsed.options.service !== undefined
  if (!isKnown || isSaid || !Object.hasOwn(parsed.command.args.shape, 'service')) return parsed
  return { ...parsed, options: { ...parsed.options, service } }
}

/** The arguments with the service as the system file calls it. A `UserError` where the environment has no such one. */
export function withKnownService<Args extends Record<string, unknown>>(
  args: Args,
  { system, environment, parsed }: Inhabitant & { parsed: Parsed },
  invocation: Invocation,
): Args {
  const { service } = args
  if (typeof service !== 'string') return args
  if (service === 'all' && parsed.command.about === 'system' && parsed.command.takesAll) return args
  const place = { system: system.system, environment }
  const elsewhere = Object.keys(system.environments).filter(
    name => name !== environment && called(service, system.environments[name]!.services),
  )
  if (!called(service, system.environments[environment]!.services) && elsewhere.length > 0)
    throw new UserError(
      `${system.title} ${environment} has no service "${service}": it is in ${elsewhere.join(', ')}.`,
      ...elsewhere.map(name => ({
        label: `In ${name}`,
        command: correcting(parsed, invocation, '', 'environment', place)(name),
      })),
    )
  const isKnown = called(service, system.environments[environment]!.services) !== undefined
  const other = isKnown ? undefined : noService(parsed.command.name, service, { system, environment })
  if (other) throw other
  const right = correcting(parsed, invocation, service, 'service', place)
  return { ...args, service: serviceNamed(service, system, environment, right) }
}

/** The one that was named; else the channel's, production before others. */
function environmentOf(system: System, living: Inhabitant[], parsed: Parsed, invocation: Invocation): string {
  const all = Object.keys(system.environments)
  const explicit = invocation.fields.environment || parsed.options.environment
  if (explicit) {
    const typed = String(explicit)
    const place = { system: system.system }
    return environmentNamed(typed, system, correcting(parsed, invocation, typed, 'environment', place))
  }
  const here = living.filter(one => one.system === system).map(({ environment }) => environment)
  const candidates = here.length > 0 ? here : all
  if (candidates.length === 1) return candidates[0]!
  if (candidates.includes('production')) return 'production'
  throw new UserError(
    `Which environment of ${system.title}? It has ${candidates.join(', ')}.`,
    ...candidates.map(name => ({
      label: name,
      command: again(parsed, invocation, `--system ${system.system} --environment ${name}`),
    })),
  )
}
