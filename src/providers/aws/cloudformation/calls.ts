import { OutsideError } from '../../../domain/errors.ts'
import type { StackTarget } from '../../../ports/stacks.ts'
import type { AwsCall } from '../call.ts'
import { orNone as whatThereIs } from '../failure.ts'

/** `flight-schedule-pro-prod` of a stack's ARN, or of its name. */
const nameOf = (stack: string): string => (stack.startsWith('arn:') ? (stack.split('/')[1] ?? stack) : stack)

/** A call about a stack; `changes`: one that does not only look. */
export const aboutStack = (action: string, target: StackTarget, changes = false): AwsCall => ({
  action: `cloudformation:${action}`,
  resource: nameOf(target.stack),
  about: `stack ${nameOf(target.stack)}${target.region ? ` in ${target.region}` : ''}`,
  allow: { Resource: `arn:aws:cloudformation:${target.region ?? '*'}:*:stack/${nameOf(target.stack)}/*` },
  ...(changes && { changes: true }),
})

/** What AWS answers; undefined where it says that there is none. */
export async function orNone<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await whatThereIs(asked)
  } catch (error) {
    const isNone =
      error instanceof OutsideError &&
      error.fault.code === 'ValidationError' &&
      /^there is no stack /.test(error.message)
    if (isNone) return undefined
    throw error
  }
}
