import type { z } from 'zod'
import { type Maker, maker, nameFor } from '../../../ports/calls/call.ts'
import { deleteStack } from '../../../ports/calls/cloudformation.ts'
import type { Stacks } from '../../../ports/stacks.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutStack } from './calls.ts'
import { follow } from './follow.ts'

type Params = z.infer<typeof deleteStack.params>

/** Deletes a stack by its ARN, so that another one of the same name is not meant, and follows it to its end. */
export const createDelete = (aws: AwsClients, stacks: Stacks): Maker =>
  maker<Params>({
    kind: deleteStack,
    repeatable: true,
    async look(params) {
      const state = await stacks.state(params)
      if (!state || state.status === 'DELETE_IN_PROGRESS') return { is: 'after', result: {} }
      return state.isProtected
        ? { is: 'other', how: 'The stack is protected from being deleted by now.' }
        : { is: 'before' }
    },
    async start(params, made) {
      await once(aboutStack('DeleteStack', params, true), async abortSignal => {
        const cloudformation = await aws.cloudformation(params)
        return cloudformation.deleteStack(
          { StackName: params.stack, ClientRequestToken: nameFor(made) },
          { abortSignal },
        )
      })
      return {}
    },
    observe: (params, _, made) =>
      follow(stacks, params, { token: nameFor(made), well: /^DELETE_COMPLETE$/, count: params.count }),
  })
