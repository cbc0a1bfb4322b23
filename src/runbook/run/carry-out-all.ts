import type { Action } from '../../domain/runbook/verdict.ts'
import type { StepPlace } from '../step-place.ts'
import type { Carried } from './carried.ts'
import type { createCarryOut } from './carry-out.ts'
import type { Values } from './fill.ts'
import { inTurn } from './in-turn.ts'
import { lackOf } from './lack.ts'
import { answer, variable } from './needed.ts'

/** Nothing was done: what it is about is not of this environment, and may be of these. */
export interface Elsewhere {
  is: 'elsewhere'
  lacks: string
  environments: string[]
}

/** The actions of a step one after the other, unless one is not of this environment. */
export const createCarryOutAll =
  (carryOut: ReturnType<typeof createCarryOut>) =>
  async (actions: Action[], from: Values, place: StepPlace, title: string): Promise<Carried | Elsewhere> => {
    const done: Carried = { readings: [], commands: [], found: [], sets: new Map() }
    let values = from
    let elsewhere: Elsewhere | undefined
    await inTurn(
      actions,
      async action => {
        elsewhere ??= elsewhereFor(action, values, place)
        if (!elsewhere) values = await carryOut(action, { values, place, title, done })
      },
      (action, failure) => {
        const names = namesOf(action)
        values = without(names, values)
        for (const name of names) done.sets.delete(name)
        if (failure) done.readings.push({ title: `${title} failed`, lines: [failure.message] })
      },
    )
    return elsewhere ?? done
  }

function elsewhereFor(action: Action, values: Values, place: StepPlace): Elsewhere | undefined {
  const lacks = lackOf(action, values, place)
  if (lacks === undefined) return undefined
  const environments = Object.keys(place.system.environments).filter(
    environment => lackOf(action, values, { ...place, environment }) === undefined,
  )
  return { is: 'elsewhere', lacks, environments }
}

/** What an action sets, by the names of the holes; where it fails, that is not what an earlier one has set. */
const namesOf = ({ sets = [] }: Action): Set<string> =>
  new Set(sets.flatMap(({ name }) => [variable(name), answer(name)]))

function without(names: Set<string>, { given, secrets, now }: Values): Values {
  const others = <T>(all: ReadonlyMap<string, T>) => new Map([...all].filter(([name]) => !names.has(name)))
  return { given: others(given), secrets: others(secrets), now }
}
