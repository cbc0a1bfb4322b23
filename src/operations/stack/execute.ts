import { z } from 'zod'
import { counted } from '../../domain/counted.ts'
import { UserError } from '../../domain/errors.ts'
import { changesDigest, isLost, lossWarnings, shownChanges } from '../../domain/stack-change.ts'
import { callOf } from '../../ports/calls/call.ts'
import { executeChangeSet } from '../../ports/calls/cloudformation.ts'
import type { Stacks } from '../../ports/stacks.ts'
import type { Operation } from '../operation.ts'
import { atRest, findStack, lineFor, stackInput, stateInWords } from './found.ts'

const input = z.object({
  ...stackInput,
  changeSet: z.string().min(1),
  destructive: z.boolean().default(false),
})

/**
 * Executes a change set: its changes are the plan, and the approval is of it and of them. One that replaces or removes
 * something has to be asked for as such.
 */
export const stackExecute = (stacks: Stacks): Operation<z.infer<typeof input>> => ({
  name: 'stack execute',
  risk: ({ destructive }) => (destructive ? 'destructive' : 'change'),
  input,
  async plan({ stack, changeSet: name, destructive }, where) {
    const found = await findStack(stacks, stack, where)
    const { target, title, resource } = found
    const state = atRest(found)
    const anew = { label: 'Work it out anew', command: lineFor('stack changes', where, stack) }
    const set = await stacks.changeSet(target, name)
    if (!set) throw new UserError(`${title} has no change set ${name.slice(0, 80)}.`, anew)
    if (set.status !== 'CREATE_COMPLETE' || set.execution !== 'AVAILABLE')
      throw new UserError(
        `The change set cannot be executed: it is ${set.status}, ${set.execution}${set.reason ? ` (${set.reason})` : ''}.`,
        anew,
      )
    const lost = set.changes.filter(isLost)
    if (lost.length > 0 && !destructive)
      throw new UserError(
        `It replaces or removes ${lost.map(change => change.name).join(', ')}: it has to be asked for as such, with --destructive.`,
        {
          label: 'Ask for it as such',
          command: `${lineFor('stack execute', where, stack)} --change-set ${name} --destructive`,
        },
      )
    return {
      title: `change ${title}`,
      shifts: shownChanges(set.changes).map(to => ({ to })),
      now: [stateInWords(state), ...(set.description === '' ? [] : [`from ${set.description}`])],
      warnings: lossWarnings(set.changes),
      calls: [
        callOf(executeChangeSet, {
          on: title,
          sets: `the change set ${set.name}, ${counted(set.changes.length, 'change')}`,
          params: {
            ...target,
            changeSet: set.id,
            changes: changesDigest(set.changes),
            count: set.changes.length,
          },
        }),
      ],
      resources: [resource],
    }
  },
})
