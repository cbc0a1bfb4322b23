import { type Answer, type Input, refuse, type Service } from '../answer.ts'
import { functionArn, type SimulatedFunction } from './world.ts'

/** The functions there are, and what every action on them begins with. */
export function createKept(now: () => number) {
  const functions = new Map<string, SimulatedFunction>()

  const missing = (name: string) =>
    refuse('ResourceNotFoundException', `Function not found: ${functionArn(name)}`, 404)
  const noAlias = (name: string, alias: string) =>
    refuse('ResourceNotFoundException', `Cannot find alias arn: ${functionArn(name)}:${alias}`, 404)
  const stale = refuse(
    'PreconditionFailedException',
    'The Revision Id provided does not match the latest Revision Id.',
    412,
  )

  /** An action on a function that is there. */
  const on =
    (answer: (it: SimulatedFunction, input: Input) => Answer): Service['answers'][string] =>
    input => {
      const it = functions.get(input.FunctionName)
      return it ? answer(it, input) : missing(input.FunctionName)
    }

  return { now, functions, missing, noAlias, stale, on }
}
export type Kept = ReturnType<typeof createKept>
