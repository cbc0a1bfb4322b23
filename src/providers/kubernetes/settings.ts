import { createHash } from 'node:crypto'
import { z } from 'zod'
import { canonical } from '../../domain/canonical.ts'
import { Container, type Template } from './wire.ts'

/** So that values can be compared, and not read: a variable's value may well be a secret. */
const digest = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('base64url')

/** What else than images a template sets, by name. */
export function settingsOf({ spec }: Template): Record<string, string> {
  const { containers, ...pod } = spec
  const several = containers.length > 1
  const named = z
    .array(Container)
    .parse(containers)
    .flatMap(({ name, image: _, env, ...rest }): [string, unknown][] => {
      const of = several ? `${name} ` : ''
      return [
        ...env.map((one): [string, unknown] => [`${of}env ${one.name}`, one]),
        ...Object.entries(rest).map(([key, value]): [string, unknown] => [`${of}${key}`, value]),
      ]
    })
  return Object.fromEntries(
    [...Object.entries(pod), ...named]
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, digest(value)]),
  )
}
