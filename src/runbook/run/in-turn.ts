import { OutsideError, UserError } from '../../domain/errors.ts'
import type { Action } from '../../domain/runbook/verdict.ts'

/**
 * One action after the other, as a shell goes on: after one that fails only with what is done anyway. Where nothing is,
 * the failure is thrown. `left` is told of each that failed, and of each that was passed over because of that.
 */
export async function inTurn(
  actions: Action[],
  carryOut: (action: Action) => Promise<void>,
  left: (action: Action, failure?: Error) => void,
): Promise<void> {
  const goesOn = actions.some(({ anyway }) => anyway)
  let hasFailed = false
  for (const action of actions) {
    if (action.anyway) hasFailed = false
    if (hasFailed) {
      left(action)
      continue
    }
    try {
      await carryOut(action)
    } catch (error) {
      if (!goesOn || !(error instanceof UserError || error instanceof OutsideError)) throw error
      hasFailed = true
      left(action, error)
    }
  }
}
