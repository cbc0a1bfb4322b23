import { UserError } from '../../domain/errors.ts'
import { copyName, placesOf } from '../../domain/secret-settings.ts'
import type { Rds } from '../../ports/rds.ts'
import type { Where } from '../operation.ts'
import { type CopiesDeps, ofCopy } from './copies.ts'
import { ofDatabase } from './database.ts'
import type { FoundSecret } from './find.ts'
import type { Told, Version } from './place.ts'

export interface TellDeps extends CopiesDeps {
  rds: Rds
}

/** Has places take a version of a secret, one after the other: all where it belongs, or these. */
export async function told(
  deps: TellDeps,
  found: FoundSecret,
  { at, ...version }: Version,
  where: Where,
  to: string[] = placesOf(found.settings),
): Promise<Required<Told>> {
  const all: Told[] = []
  const calls = () => all.flatMap(one => one.calls)
  for (const name of to) {
    const copy = found.settings.copies.find(one => copyName(one) === name)
    const next = { ...version, at: at + calls().length }
    all.push(
      await (copy
        ? ofCopy(deps, copy, found, next, where)
        : ofDatabase(deps.rds, found, { ...next, database: name }, where)),
    )
  }
  return {
    calls: calls(),
    resources: all.flatMap(({ resources }) => resources),
    now: all.flatMap(({ now = [] }) => now),
    warnings: all.flatMap(({ warnings = [] }) => warnings),
  }
}

/** The places that are meant: the one that is named, or all. */
export function meant({ settings, named }: FoundSecret, to: string | undefined): string[] {
  const all = placesOf(settings)
  if (all.length === 0)
    throw new UserError(`${named} is the password of no database and has no copies in its system file.`)
  if (to === undefined) return all
  if (all.includes(to)) return [to]
  throw new UserError(
    `${named} does not belong to ${to.slice(0, 80)}: its system file names ${all.join(', ')}.`,
  )
}
