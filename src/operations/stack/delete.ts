import { z } from 'zod'
import { counted } from '../../domain/counted.ts'
import { UserError } from '../../domain/errors.ts'
import { isKeeping } from '../../domain/stack-change.ts'
import { callOf } from '../../ports/calls/call.ts'
import { deleteStack } from '../../ports/calls/cloudformation.ts'
import type { Stacks } from '../../ports/stacks.ts'
import type { Operation } from '../operation.ts'
import { atRest, findStack, lineFor, stackInput, stateInWords } from './found.ts'

const input = z.object(stackInput)

/** Deletes a stack with all that it made; only where the system file says that it may be deleted. */
export const stackDelete = (stacks: Stacks): Operation<z.infer<typeof input>> => ({
  name: 'stack delete',
  risk: 'destructive',
  input,
  async plan({ stack }, where) {
    const found = await findStack(stacks, stack, where)
    const { target, title, resource, named } = found
    if (!named.delete)
      throw new UserError(
        `${title} is not to be deleted: its system file would say \`delete: true\` of a stack that may be.`,
        { label: 'Show the stack', command: lineFor('stack', where, stack) },
      )
    const state = atRest(found)
    if (state.isProtected)
      throw new UserError(
        `${title} is protected from being deleted: that has to be taken off in CloudFormation first.`,
        { label: 'Show the stack', command: lineFor('stack', where, stack) },
      )
    const all = (await stacks.resources(target)).filter(({ status }) => status !== 'DELETE_COMPLETE')
    const dear = all.filter(({ type }) => isKeeping(type))
    const others = all.filter(one => !dear.includes(one))
    return {
      title: `delete ${title}`,
      shifts: [
        ...dear.map(({ name, type }) => ({ from: `${name}, ${type}`, to: 'GONE' })),
        ...(others.length > 0 ? [{ from: others.map(({ name }) => name).join(', '), to: 'gone' }] : []),
      ],
      now: [stateInWords(state)],
      warnings: [
        ...(dear.length > 0
          ? [
              `WHAT IS IN ${dear.map(({ name }) => name).join(', ')} IS LOST, unless its template says that a snapshot or the thing itself is kept.`,
            ]
          : []),
        'It cannot be stopped once it has begun, nor taken back.',
      ],
      calls: [
        callOf(deleteStack, {
          on: title,
          sets: `with its ${counted(all.length, 'resource')}`,
          params: { ...target, stack: state.id, count: all.length },
        }),
      ],
      resources: [resource],
    }
  },
})
