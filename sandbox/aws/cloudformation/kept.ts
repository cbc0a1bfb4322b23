import { type Answer, arn, type Input, ok, refuse, type Service } from '../answer.ts'
import { statusOf } from './events.ts'
import type { Operation, SimulatedStack } from './world.ts'

/** The stacks there are, the templates in S3 by their address, and what every action on them begins with. */
export function createKept(now: () => number) {
  const stacks = new Map<string, SimulatedStack>()
  const templates = new Map<string, string>()

  const find = (name: string): SimulatedStack | undefined =>
    [...stacks.values()].find(stack => stack.id === name) ?? stacks.get(name)
  const missing = (name: string) => refuse('ValidationError', `Stack with id ${name} does not exist`)
  const isGone = (stack: SimulatedStack) => statusOf(stack, now()).status === 'DELETE_COMPLETE'

  /** An action on a stack that is there; of one that is gone only by its ARN. */
  const on =
    (answer: (stack: SimulatedStack, input: Input) => Answer): Service['answers'][string] =>
    input => {
      const stack = find(input.StackName)
      if (!stack || (isGone(stack) && input.StackName !== stack.id)) return missing(input.StackName)
      return answer(stack, input)
    }

  const bodyOf = ({ TemplateBody, TemplateURL }: Input): string | undefined =>
    TemplateBody ?? templates.get(TemplateURL)

  /** Begins something, unless it was begun by the same request already. */
  function begin(stack: SimulatedStack, operation: Omit<Operation, 'at'>): Answer {
    if (stack.operations.some(({ token }) => token !== undefined && token === operation.token)) return ok()
    const { status } = statusOf(stack, now())
    if (/_IN_PROGRESS$/.test(status) && status !== 'REVIEW_IN_PROGRESS')
      return refuse('ValidationError', `Stack:${stack.id} is in ${status} state and can not be updated.`)
    stack.operations.push({ ...operation, at: now() })
    return ok()
  }

  return { now, stacks, templates, find, missing, isGone, on, bodyOf, begin }
}
export type Kept = ReturnType<typeof createKept>

export const idOf = (name: string, count: number): string =>
  arn('cloudformation', `stack/${name}/00000000-0000-0000-0000-${`${count}`.padStart(12, '0')}`)
