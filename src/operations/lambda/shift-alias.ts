import { UserError } from '../../domain/errors.ts'
import type { Call } from '../../domain/run/plan.ts'
import { callOf } from '../../ports/calls/call.ts'
import { updateAlias } from '../../ports/calls/lambda.ts'
import type { Routing } from '../../ports/functions.ts'
import { type FoundFunction, percent } from './function.ts'

/** In percent. */
export type Weight = number | undefined

/** How an alias leads to a version: wholly, or for a share of its calls, while the rest stay where they are. */
export function routingTo({ alias }: FoundFunction, version: string, weight: Weight): Routing {
  if (weight === undefined || weight >= 100) return { version }
  return { version: alias!.routing.version, also: { version, weight: weight / 100 } }
}

/** Has the alias lead there. `version` in words: it may be one that a step before it is to make. */
export function shiftAlias(found: FoundFunction, to: Routing, version: string): Call {
  const { target, alias } = found
  const { name, routing } = alias!
  return callOf(updateAlias, {
    on: `${target.function}:${name}`,
    sets: to.also
      ? `${percent(to.also.weight)} to ${version}, the rest to ${to.version}`
      : `all to ${version}`,
    params: { ...target, alias: name, from: routing, to },
  })
}

/** A share can only be led to another version by an alias. */
export function checkWeight({ alias, named }: FoundFunction, weight: Weight): void {
  if (weight === undefined || alias) return
  throw new UserError(
    `${named} has no alias that could lead a share of its calls elsewhere: its system file would name it as \`lambda.alias\`.`,
  )
}
