import type { z } from 'zod'
import { type Maker, maker } from '../../../ports/calls/call.ts'
import { setDesiredCount } from '../../../ports/calls/ecs.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutService } from './calls.ts'
import { eventsOf } from './rollout.ts'
import { describeService } from './service.ts'

type Params = z.infer<typeof setDesiredCount.params>

/** Sets how many tasks a service is to run, and waits until they do. */
export const createSetDesiredCount = (aws: AwsClients): Maker =>
  maker<Params>({
    kind: setDesiredCount,
    repeatable: true,
    async look(params) {
      const service = await describeService(aws, params)
      if (!service) return { is: 'other', how: `ECS has no service ${params.service} any more.` }
      if (service.desiredCount === params.to) return { is: 'after', result: {} }
      if (service.desiredCount === params.from) return { is: 'before' }
      return { is: 'other', how: `${params.service} is to run ${service.desiredCount} tasks now.` }
    },
    async start(params) {
      const { cluster, service, to: desiredCount } = params
      await once(aboutService('UpdateService', params, true), async abortSignal => {
        const ecs = await aws.ecs(params)
        return ecs.updateService({ cluster, service, desiredCount }, { abortSignal })
      })
      return {}
    },
    async observe(params, _, { since }) {
      const service = await describeService(aws, params)
      if (!service) return { is: 'failed', why: `The service ${params.service} is gone.`, said: [] }
      const { desiredCount = 0, runningCount = 0 } = service
      if (desiredCount !== params.to)
        return {
          is: 'failed',
          why: `Something else has set ${params.service} to ${desiredCount} tasks: its auto scaling, perhaps.`,
          said: eventsOf(service, since),
        }
      const progress = {
        done: Math.min(runningCount, desiredCount),
        of: desiredCount,
        what: 'tasks running',
        said: eventsOf(service, since),
      }
      return runningCount === desiredCount ? { is: 'done', progress } : { is: 'going', progress }
    },
  })
