import type { z } from 'zod'
import { changesDigest } from '../../../domain/stack-change.ts'
import { type Maker, maker, nameFor } from '../../../ports/calls/call.ts'
import { executeChangeSet } from '../../../ports/calls/cloudformation.ts'
import type { Stacks } from '../../../ports/stacks.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutStack } from './calls.ts'
import { follow } from './follow.ts'

type Params = z.infer<typeof executeChangeSet.params>

/** Executes a change set and follows the stack's events. Stopped, CloudFormation takes the stack back itself. */
export const createExecute = (aws: AwsClients, stacks: Stacks): Maker =>
  maker<Params>({
    kind: executeChangeSet,
    repeatable: true,
    async look(params, made) {
      const [events, found] = await Promise.all([
        stacks.eventsSince(params, nameFor(made)),
        stacks.changeSet(params, params.changeSet),
      ])
      if (events.length > 0) return { is: 'after', result: {} }
      if (!found) return { is: 'other', how: 'The change set is gone: make it anew.' }
      if (found.execution !== 'AVAILABLE')
        return {
          is: 'other',
          how: `The change set is ${found.execution.toLowerCase().replaceAll('_', ' ')}: make it anew.`,
        }
      return changesDigest(found.changes) === params.changes
        ? { is: 'before' }
        : { is: 'other', how: 'The change set has other changes than when it was approved.' }
    },
    async start(params, made) {
      await once(aboutStack('ExecuteChangeSet', params, true), async abortSignal => {
        const cloudformation = await aws.cloudformation(params)
        const ChangeSetName = params.changeSet
        return cloudformation.executeChangeSet(
          { StackName: params.stack, ChangeSetName, ClientRequestToken: nameFor(made) },
          { abortSignal },
        )
      })
      return {}
    },
    observe: (params, _, made) =>
      follow(stacks, params, {
        token: nameFor(made),
        well: /^(?:UPDATE|CREATE|IMPORT)_COMPLETE$/,
        count: params.count,
      }),
    async cancel(params, _, guard) {
      const state = await stacks.state(params)
      if (state?.status !== 'UPDATE_IN_PROGRESS') return
      guard()
      await once(aboutStack('CancelUpdateStack', params, true), async abortSignal => {
        const cloudformation = await aws.cloudformation(params)
        return cloudformation.cancelUpdateStack({ StackName: params.stack }, { abortSignal })
      })
    },
  })
