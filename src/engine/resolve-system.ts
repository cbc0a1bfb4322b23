import { UserError } from '../domain/errors.ts'
import type { Incident } from '../domain/incident.ts'
import { nearest } from '../domain/nearest.ts'
import type { System } from '../domain/system.ts'
import type { Invocation } from '../ports/invocation.ts'
import type { Command, Faces } from './command.ts'
import type { Parsed } from './grammar.ts'
import { distinct, type Inhabitant, inhabitants } from './place.ts'
import { quote } from './tokens.ts'

/** The system and environment that are meant, and the line without the words that named them. */
export async function resolveSystem(
  parsed: Parsed,
  invocation: Invocation,
  faces: Faces,
): Promise<Inhabitant & { parsed: Parsed }> {
  const living = await inhabitants(invocation, faces)
  const explicit = invocation.fields.system || parsed.options.system
  const word = parsed.words[0]?.value
  if (explicit) return at(systemNamed(String(explicit), faces), parsed)
  const said = word === undefined ? undefined : faces.systems.get(word)
  if (said) return at(said, { ...parsed, words: parsed.words.slice(1) })
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

  function at(system: System, rest: Parsed, incident?: Incident) {
    const next = rest.words[0]?.value.toLowerCase()
    const isEnvironment = next !== undefined && Object.hasOwn(system.environments, next)
    const isNamed = isEnvironment || (invocation.fields.environment ?? rest.options.environment)
    if (incident && !isNamed && Object.hasOwn(system.environments, incident.environment))
      return { system, environment: incident.environment, parsed: withService(rest, system, incident) }
    if (!isEnvironment)
      return { system, environment: environmentOf(system, living, rest, invocation), parsed: rest }
    return { system, environment: next, parsed: { ...rest, words: rest.words.slice(1) } }
  }
}

/** What an incident's thread is about is meant where nothing else is said. */
function withService(parsed: Parsed, system: System, { environment, service }: Incident): Parsed {
  const isKnown = service !== undefined && Object.hasOwn(system.environments[environment]!.services, service)
  const isSaid = parsed.words.length > 0 || parsed.options.service !== undefined
  if (!isKnown || isSaid || !Object.hasOwn(parsed.command.args.shape, 'service')) return parsed
  return { ...parsed, options: { ...parsed.options, service } }
}

/** Nothing that Belay knows lives in this place. */
export const noSystem = (faces: Faces): UserError => {
  const channels = faces.systems
    .all()
    .flatMap(({ title, environments }) =>
      [...new Set(Object.values(environments).map(({ channel }) => channel))].map(
        name => `${title} in ${name}`,
      ),
    )
  return new UserError(`No system lives here. Ask where it does: ${channels.slice(0, 10).join(', ')}.`)
}

function systemNamed(text: string, faces: Faces): System {
  const found = faces.systems.get(text)
  if (found) return found
  const names = faces.systems.all().map(({ system }) => system)
  const near = nearest(text, names)
  throw new UserError(
    `There is no system ${text.slice(0, 40)}. ${near ? `Did you mean ${near}?` : `There are ${names.join(', ')}.`}`,
  )
}

/** A service that is named has to be one of the environment's. */
export function knownService(given: unknown, system: System, environment: string, command: Command): void {
  const services = Object.keys(system.environments[environment]?.services ?? {})
  if (typeof given !== 'string' || services.includes(given)) return
  const near = nearest(given, services)
  const of = `${system.title} ${environment} has no service "${given.slice(0, 40)}".`
  if (near)
    throw new UserError(`${of} Did you mean ${near}?`, {
      label: near,
      command: `${command.name} --system ${system.system} --environment ${environment} --service ${near}`,
    })
  throw new UserError(`${of} It has ${services.slice(0, 20).join(', ') || 'none'}.`)
}

/** The one that was named; else the channel's, production before others. */
function environmentOf(system: System, living: Inhabitant[], parsed: Parsed, invocation: Invocation): string {
  const all = Object.keys(system.environments)
  const explicit = invocation.fields.environment || parsed.options.environment
  if (explicit) {
    const found = all.find(name => name === String(explicit).toLowerCase())
    if (found) return found
    throw new UserError(
      `${system.title} has no environment ${String(explicit).slice(0, 40)}; it has ${all.join(', ')}.`,
    )
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

/** The same line once more with the choice made, and what had been filled in. */
export function again({ command, remainder }: Parsed, { fields }: Invocation, choice: string): string {
  const filled = Object.entries(fields).filter(
    ([name, text]) => text !== '' && !choice.includes(`--${name} `),
  )
  return [command.name, choice, ...filled.map(([name, text]) => `--${name} ${quote(text)}`), remainder]
    .filter(part => part !== '')
    .join(' ')
}
