import { z } from 'zod'
import { counted } from '../../domain/counted.ts'
import { UserError } from '../../domain/errors.ts'
import { inOrder, lossWarnings, verbOf } from '../../domain/stack-change.ts'
import type { Stacks } from '../../ports/stacks.ts'
import type { Read } from '../read.ts'
import { findStack, stackInput } from './found.ts'

const input = z.object({ ...stackInput, changeSet: z.string().min(1) })

/** All that a change set would do, resource by resource. */
export const showChanges = (stacks: Stacks): Read<z.infer<typeof input>> => ({
  name: 'stack change-set',
  input,
  async read({ stack, changeSet: name }, where) {
    const { target, title } = await findStack(stacks, stack, where)
    const set = await stacks.changeSet(target, name)
    if (!set)
      throw new UserError(
        `${title} has no change set ${name.slice(0, 80)}: it may have been executed already.`,
      )
    return {
      title: `${counted(set.changes.length, 'change')} of ${title} in ${set.name}`,
      lines: lossWarnings(set.changes),
      table: {
        columns: ['Change', 'Resource', 'Type', 'What of it'],
        rows: inOrder(set.changes).map(change => [
          verbOf(change),
          change.name,
          change.type,
          change.what.join(', '),
        ]),
      },
      offers: [],
    }
  },
})
