import type { Action } from '../../domain/runbook/verdict.ts'
import { holesIn } from '../action.ts'
import type { StepPlace } from '../step-place.ts'
import { type AsCommand, asCommand } from './as-command.ts'
import { filledAll, type Values } from './fill.ts'
import { misplaced } from './misplaced.ts'
import { refuse } from './secrets.ts'

/** `docker-compose restart backend redis` is two changes; without a name it is one of each service that it can be done to. */
export function oneByOne(action: Action, { system, environment }: StepPlace): Action[] {
  const tree = action.on?.compose
  if (tree && !Array.isArray(tree) && 'list' in tree && tree.list.length === 0) {
    const all = Object.entries(system.environments[environment]!.services).filter(
      ([, { compose, deploy }]) => compose && (action.operation !== 'deploy' || deploy?.compose),
    )
    if (all.length > 0)
      return all.map(([name]) => ({ ...action, on: { ...action.on, compose: { list: [[name]] } } }))
  }
  for (const kind of ['compose', 'kubernetes']) {
    const tree = action.on?.[kind]
    if (tree && !Array.isArray(tree) && 'list' in tree && tree.list.length > 1)
      return tree.list.map(one => ({ ...action, on: { ...action.on, [kind]: { list: [one] } } }))
  }
  return [action]
}

/** The command of Belay's that one of them is; undefined where the environment has nothing that it is about. */
export function commandFor(action: Action, values: Values, place: StepPlace): AsCommand | undefined {
  if (action.via !== 'belay' || misplaced(action, values, place) !== undefined) return undefined
  refuse(holesIn(action), values)
  const { region, ...on } = action.on ?? {}
  return asCommand(action.operation, filledAll(action.input, values), filledAll(on, values), place)
}
