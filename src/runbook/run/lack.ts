import type { Action } from '../../domain/runbook/verdict.ts'
import type { StepPlace } from '../step-place.ts'
import { commandFor, oneByOne } from './commands-for.ts'
import type { Values } from './fill.ts'
import { misplaced } from './misplaced.ts'
import { targetFor } from './read.ts'
import { isKind } from './target.ts'

/** What the environment lacks for an action, in words that go on after its name; undefined where it has it. */
export function lackOf(action: Action, values: Values, place: StepPlace): string | undefined {
  const lack = misplaced(action, values, place)
  if (lack !== undefined) return lack
  if (action.via === 'belay')
    return oneByOne(action, place).every(one => commandFor(one, values, place))
      ? undefined
      : 'names nothing that this step is about'
  if (!isKind(action.via) || action.sets?.some(({ secret }) => secret)) return undefined
  const found = targetFor(action, values, place)
  return 'lacks' in found ? found.lacks : undefined
}
