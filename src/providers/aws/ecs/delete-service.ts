import type { z } from 'zod'
import { shortName } from '../../../domain/short-name.ts'
import { deleteService } from '../../../ports/calls/blue-green.ts'
import { type Maker, maker } from '../../../ports/calls/call.ts'
import type { Listeners } from '../../../ports/listeners.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutService } from './calls.ts'
import { eventsOf } from './rollout.ts'
import { describeService } from './service.ts'

type Params = z.infer<typeof deleteService.params>

/** Deletes a service that a listener does not forward to, and waits until its tasks have ended. */
export const createDeleteService = (aws: AwsClients, listeners: Listeners): Maker =>
  maker<Params>({
    kind: deleteService,
    repeatable: true,
    async look({ listener, targetGroup, ...target }) {
      const service = await describeService(aws, target)
      if (!service || service.status === 'DRAINING') return { is: 'after', result: {} }
      const { taskDefinition = '' } = service
      if (taskDefinition !== target.taskDefinition)
        return { is: 'other', how: `${target.service} runs ${shortName(taskDefinition)} now.` }
      const forwards = await listeners.forwardsTo(listener, target)
      if (forwards === undefined)
        return { is: 'other', how: 'The listener forwards to several target groups now, or to none.' }
      return forwards === targetGroup
        ? { is: 'other', how: `${target.service} is live now.` }
        : { is: 'before' }
    },
    async start(params) {
      const { cluster, service } = params
      await once(aboutService('DeleteService', params, true), async abortSignal => {
        const ecs = await aws.ecs(params)
        return ecs.deleteService({ cluster, service, force: true }, { abortSignal })
      })
      return {}
    },
    async observe(params, _, { since }) {
      const service = await describeService(aws, params)
      if (!service) return { is: 'done' }
      if (service.status !== 'DRAINING')
        return {
          is: 'failed',
          why: `There is a service ${params.service} again.`,
          said: eventsOf(service, since),
        }
      const { runningCount = 0 } = service
      return {
        is: 'going',
        progress: {
          done: 0,
          of: 0,
          what: '',
          said: [`${runningCount} of its tasks still run`],
          begun: 'draining',
        },
      }
    },
  })
