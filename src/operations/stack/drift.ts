import { z } from 'zod'
import { callOf } from '../../ports/calls/call.ts'
import { detectDrift } from '../../ports/calls/cloudformation.ts'
import type { Stacks } from '../../ports/stacks.ts'
import type { Operation } from '../operation.ts'
import { atRest, findStack, stackInput, stateInWords } from './found.ts'

const input = z.object(stackInput)

/** Looks whether a stack's resources are as its template says; it takes a while, and changes nothing. */
export const stackDrift = (stacks: Stacks): Operation<z.infer<typeof input>> => ({
  name: 'stack drift',
  risk: 'read',
  input,
  async plan({ stack }, where) {
    const found = await findStack(stacks, stack, where)
    const state = atRest(found)
    return {
      title: `look for drift in ${found.title}`,
      shifts: [{ to: 'what is otherwise than its template says' }],
      now: [stateInWords(state)],
      warnings: [],
      calls: [callOf(detectDrift, { on: found.title, sets: 'changes nothing', params: found.target })],
      resources: [],
    }
  },
})
