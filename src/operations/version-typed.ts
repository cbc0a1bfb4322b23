import { UserError } from '../domain/errors.ts'
import type { Deploy, Service } from '../domain/service-settings.ts'
import { lineAt } from './line-at.ts'
import type { Where } from './operation.ts'
import type { Versions } from './versions.ts'

const sha = '^[0-9a-f]{40}$'

/** So many characters of a version say which is meant. */
const leastTyped = 4

/** A version as it was typed for a command; of one that is known, the beginning will do. */
export async function wholeVersion(
  versions: Versions,
  typed: string | undefined,
  where: Where,
  command = 'deploy',
): Promise<string | undefined> {
  const { system, environment, service } = where
  const { name, settings } = service!
  const pattern = settings.deploy?.version
  if (typed === undefined || pattern === undefined || new RegExp(pattern).test(typed)) return typed
  const known = (await versions.of(system, environment, name)).map(({ value }) => value)
  const begun = typed.length < leastTyped ? [] : known.filter(one => one.startsWith(typed.toLowerCase()))
  if (begun.length === 1) return begun[0]
  const meant = otherwiseTyped(pattern, typed)
  const unknown = `"${typed.slice(0, 60)}" is no version of ${name} that is known`
  // Only a deploy has a form to choose one in.
  const offers = command === 'deploy' ? [choosing(where)] : []
  if (meant === undefined) throw new UserError(`${unknown}: ${taking(pattern)}.`, ...offers)
  throw new UserError(
    `${unknown}. Did you mean ${meant}?`,
    { label: meant.slice(0, 40), command: `${lineAt(command, where)} --version ${meant}` },
    ...offers,
  )
}

/** Where its versions can be chosen from. */
export const choosing = (where: Where) => ({ label: 'Choose a version', command: lineAt('deploy', where) })

/** Why this can be no version of a service, whatever was deployed; undefined where it may be one. */
export function versionMisfit({ deploy }: Service, typed: string): string | undefined {
  const pattern = deploy?.version
  if (pattern === undefined || new RegExp(pattern).test(typed)) return undefined
  const mayBegin = typed.length >= leastTyped && (pattern !== sha || /^[0-9a-f]{1,40}$/i.test(typed))
  if (mayBegin) return undefined
  const meant = otherwiseTyped(pattern, typed)
  return `"${typed.slice(0, 60)}" is no version: ${meant === undefined ? taking(pattern) : `did you mean ${meant}?`}`
}

/** The same in small letters, with a `v` before it or without one, if that fits: `v2.0.0` of `2.0.0`. */
const otherwiseTyped = (pattern: string, typed: string): string | undefined => {
  const small = typed.toLowerCase()
  return [small, `v${small}`, small.replace(/^v/, '')].find(one => new RegExp(pattern).test(one))
}

/** What a version looks like, in words. */
const taking = (pattern: string): string =>
  `it takes ${pattern === sha ? 'all 40 characters of a commit SHA' : `something like ${exampleOf(pattern) ?? pattern}`}, or the beginning of one that was deployed`

/** What somebody would type of a version of a service; of the branch, where its workflow takes any. */
export const versionLike = ({ version, github }: Deploy): string | undefined =>
  version === undefined
    ? github && `--branch ${github.ref}`
    : version === sha
      ? '9f8e7d6'
      : exampleOf(version)

/** `v1.2.3` of `^v[0-9]+\.[0-9]+\.[0-9]+$`; undefined where it is not as simple as that. */
function exampleOf(pattern: string): string | undefined {
  let number = 0
  const made = pattern
    .replace(/^\^|\$$/g, '')
    .replace(/(?:\[0-9\]|\\d)\+/g, () => String(++number))
    .replaceAll('\\.', '.')
  return new RegExp(pattern).test(made) ? made : undefined
}
