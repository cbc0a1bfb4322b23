import { z } from 'zod'
import { UserError } from '../../domain/errors.ts'
import { callOf } from '../../ports/calls/call.ts'
import { continueRollback, rollbackStack } from '../../ports/calls/cloudformation.ts'
import type { Stacks } from '../../ports/stacks.ts'
import type { Operation } from '../operation.ts'
import { atRest, findStack, lineFor, stackInput, stateInWords } from './found.ts'

const input = z.object(stackInput)

/** Has a stack whose change failed go back to how it was before that. */
export const stackRollback = (stacks: Stacks): Operation<z.infer<typeof input>> => ({
  name: 'stack rollback',
  risk: 'change',
  input,
  async plan({ stack }, where) {
    const found = await findStack(stacks, stack, where)
    const { target, title, resource } = found
    const state = atRest(found)
    const { status } = state
    const kind =
      status === 'UPDATE_ROLLBACK_FAILED'
        ? continueRollback
        : status === 'UPDATE_FAILED' || status === 'CREATE_FAILED'
          ? rollbackStack
          : undefined
    if (!kind)
      throw new UserError(
        `${title} is in ${status}, and has no failed change to go back from. To what a template was earlier: stack changes --ref with that commit or tag.`,
        { label: 'Show the stack', command: lineFor('stack', where, stack) },
      )
    return {
      title: `roll back ${title}`,
      shifts: [{ from: status, to: 'as it was before the change that failed' }],
      now: [stateInWords(state)],
      warnings: [],
      calls: [
        callOf(kind, {
          on: title,
          sets: kind === continueRollback ? 'go on going back' : 'back to before',
          params: { ...target, from: status },
        }),
      ],
      resources: [resource],
    }
  },
})
