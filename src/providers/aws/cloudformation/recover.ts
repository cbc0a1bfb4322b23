import type { z } from 'zod'
import { type CallKind, type Maker, maker, nameFor } from '../../../ports/calls/call.ts'
import { continueRollback, rollbackStack } from '../../../ports/calls/cloudformation.ts'
import type { Stacks } from '../../../ports/stacks.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutStack } from './calls.ts'
import { follow } from './follow.ts'

type Params = z.infer<typeof rollbackStack.params>

/** Has a stack whose change failed go back to how it was, or go on going back. */
export function createRecover(aws: AwsClients, stacks: Stacks): Maker[] {
  const back = (kind: CallKind<Params>, isContinued: boolean): Maker =>
    maker<Params>({
      kind,
      repeatable: true,
      async look(params, made) {
        const [events, state] = await Promise.all([
          stacks.eventsSince(params, nameFor(made)),
          stacks.state(params),
        ])
        if (events.length > 0) return { is: 'after', result: {} }
        if (!state) return { is: 'other', how: `CloudFormation has no stack ${params.stack} any more.` }
        return state.status === params.from
          ? { is: 'before' }
          : { is: 'other', how: `${params.stack} is in ${state.status} now.` }
      },
      async start(params, made) {
        const name = kind.action.split(':')[1]!
        await once(aboutStack(name, params, true), async abortSignal => {
          const cloudformation = await aws.cloudformation(params)
          const asked = { StackName: params.stack, ClientRequestToken: nameFor(made) }
          return isContinued
            ? cloudformation.continueUpdateRollback(asked, { abortSignal })
            : cloudformation.rollbackStack(asked, { abortSignal })
        })
        return {}
      },
      observe: (params, _, made) =>
        follow(stacks, params, {
          token: nameFor(made),
          well: /^(?:UPDATE_)?ROLLBACK_COMPLETE$/,
          count: 1,
        }),
    })
  return [back(rollbackStack, false), back(continueRollback, true)]
}
