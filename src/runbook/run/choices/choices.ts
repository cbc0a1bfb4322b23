import { OutsideError, UserError } from '../../../domain/errors.ts'
import type { Choices } from '../../../domain/runbook/line.ts'
import type { Action } from '../../../domain/runbook/verdict.ts'
import { accountOf } from '../../../operations/account.ts'
import type { StepReaders } from '../../../ports/step-reader.ts'
import { holesIn } from '../../action.ts'
import type { StepPlace } from '../../step-place.ts'
import { holeName, type Needed } from '../needed.ts'
import { looked, type Option } from './looked.ts'
import { named } from './named.ts'

/** What can be chosen for each thing that a step asks for, as far as it can be known; else it is typed. */
export function createChoices(readers: StepReaders) {
  return async function offered<N extends Needed>(
    needed: N[],
    actions: Action[],
    place: StepPlace,
  ): Promise<N[]> {
    return Promise.all(
      needed.map(async one => {
        if (one.options || !one.choices) return one
        const action = actions.find(action => holesIn(action).some(hole => holeName(hole) === one.hole))
        const options = action ? await optionsFor(one.choices, one.hole, action, place) : []
        return options.length > 0 ? { ...one, options } : one
      }),
    )
  }

  async function optionsFor(
    kind: Choices,
    hole: string,
    action: Action,
    { system, environment }: StepPlace,
  ): Promise<Option[]> {
    const settings = system.environments[environment]!
    const known = named[kind]?.(settings, action) ?? []
    const look = looked[kind]
    if (known.length > 0 || !look) return known
    const account = accountOf(settings)
    const ask = async (operation: string, input: object) => {
      const answer = await readers.aws?.({ operation, input: input as Record<string, never> }, account)
      return answer && 'json' in answer ? answer.json : null
    }
    try {
      return (await look({ ask, readers, settings, action, hole })).slice(0, 100)
    } catch (error) {
      // What cannot be looked up is typed.
      if (error instanceof OutsideError || error instanceof UserError) return []
      throw error
    }
  }
}
