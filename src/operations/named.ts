import { UserError } from '../domain/errors.ts'
import { nearest } from '../domain/nearest.ts'
import type { Environment } from '../domain/system.ts'
import { lineAt } from './line-at.ts'
import type { Where } from './operation.ts'

export interface Naming<T> {
  /** "request" */
  kind: string
  /** What would have it: "LearnBot production". */
  owner: string
  /** What is told where the system file names none at all. */
  none: string
  /** The command up to the name, as it would be typed at a place: "request", and the option that takes the name. */
  command: string
  option: string
  where: Where
  /** What was typed behind the name. */
  given: string[]
  of(environment: Environment): Readonly<Record<string, T>> | undefined
}

/** What the system file has under that name; a `UserError` that names what was meant, where it is, or those there are. */
export function named<T>(name: string, naming: Naming<T>): T {
  const { kind, owner, none, where, given, of } = naming
  const all = of(where.settings) ?? {}
  if (Object.hasOwn(all, name)) return all[name]!
  const names = Object.keys(all)
  const said = `${owner} has no ${kind} "${name.slice(0, 60)}"`
  const meant = among([name, ...given], names)
  if (meant)
    throw new UserError(`${said}. Did you mean ${meant.name}?`, offer(naming, meant.name, meant.rest, where))
  const elsewhere = Object.entries(where.system.environments).filter(([, one]) =>
    Object.hasOwn(of(one) ?? {}, name),
  )
  if (elsewhere.length > 0)
    throw new UserError(
      `${said}: it is in ${elsewhere.map(([environment]) => environment).join(', ')}.`,
      ...elsewhere.map(([environment, settings]) => ({
        ...offer(naming, name, given, { ...where, environment, settings }),
        label: `In ${environment}`,
      })),
    )
  if (names.length === 0) throw new UserError(none)
  throw new UserError(
    `${said}: it has ${names.slice(0, 20).join(', ')}.`,
    ...names.slice(0, 5).map(other => offer(naming, other, [], where)),
  )
}

function offer<T>({ command, option }: Naming<T>, name: string, rest: string[], where: Where) {
  const words = rest.map(word => (/^[\w@.:/*-]+$/.test(word) ? ` ${word}` : ` "${word.replaceAll('"', '')}"`))
  return { label: name, command: `${lineAt(command, where)} --${option} ${name}${words.join('')}` }
}

/** The one that is meant, and what stands behind it: `cache:clear` of "npm run cache:clear" and of "cache clear". */
function among(words: string[], names: string[]): { name: string; rest: string[] } | undefined {
  for (let from = 0; from < words.length; from++)
    for (const to of [from + 1, from + 2]) {
      const joined = words.slice(from, to).join(':').toLowerCase()
      const name = names.find(one => joined === one || joined.endsWith(`:${one}`))
      if (name !== undefined) return { name, rest: words.slice(to) }
    }
  const near = nearest(words[0]!, names)
  return near === undefined ? undefined : { name: near, rest: words.slice(1) }
}
