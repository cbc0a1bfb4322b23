import { inFull } from '../../domain/called.ts'
import type { Text } from '../../domain/runbook/line.ts'
import type { Action } from '../../domain/runbook/verdict.ts'
import type { StepPlace } from '../step-place.ts'
import { commandFor, oneByOne } from './commands-for.ts'
import { textOf, type Values } from './fill.ts'
import { targetFor } from './read.ts'
import { isKind } from './target.ts'

/** What the environment lacks for an action, in words that go on after its name; undefined where it has it. */
export function lackOf(action: Action, values: Values, place: StepPlace): string | undefined {
  if (action.via === 'belay') {
    const region = action.on?.region && textOf(action.on.region as Text, values)
    const own = place.system.environments[place.environment]!.region
    if (region !== undefined && own !== undefined && region !== own)
      return `is in ${own}, and the step names ${region}`
    const named = action.on?.environment && textOf(action.on.environment as Text, values)
    if (named !== undefined && inFull(named) !== inFull(place.environment))
      return `is not ${named}, which the step names`
    return oneByOne(action, place).every(one => commandFor(one, values, place))
      ? undefined
      : 'names nothing that this step is about'
  }
  if (!isKind(action.via) || action.sets?.some(({ secret }) => secret)) return undefined
  const found = targetFor(action, values, place)
  return 'lacks' in found ? found.lacks : undefined
}
