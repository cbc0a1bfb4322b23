import type { z } from 'zod'
import { shortName } from '../../../domain/short-name.ts'
import { createService } from '../../../ports/calls/blue-green.ts'
import { type Maker, maker } from '../../../ports/calls/call.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutService } from './calls.ts'
import { launching } from './launch.ts'
import { observeRollout } from './rollout.ts'
import { describeService } from './service.ts'
import { deploymentIn, primaryOf } from './update-task-definition.ts'

type Params = z.infer<typeof createService.params>

/** Makes a service, and waits until its tasks run. ECS takes the client token: asked twice, it makes one. */
export const createCreateService = (aws: AwsClients): Maker =>
  maker<Params>({
    kind: createService,
    repeatable: true,
    async look(params) {
      const service = await describeService(aws, params)
      if (!service) return { is: 'before' }
      if (service.taskDefinition === params.taskDefinition)
        return { is: 'after', result: { deployment: primaryOf(service) } }
      const runs = shortName(service.taskDefinition ?? 'something else')
      return { is: 'other', how: `There is a service ${params.service} now, and it runs ${runs}.` }
    },
    async start(params, { run, step }) {
      const { cluster, service: serviceName, taskDefinition, count, launch, behind } = params
      const { service } = await once(aboutService('CreateService', params, true), async abortSignal => {
        const ecs = await aws.ecs(params)
        const asked = {
          cluster,
          serviceName,
          taskDefinition,
          desiredCount: count,
          ...launching(launch),
          loadBalancers: [
            {
              targetGroupArn: behind.targetGroup,
              containerName: behind.container,
              containerPort: behind.port,
            },
          ],
          deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: false } },
          clientToken: `${run}-${step}`,
        }
        return ecs.createService(asked, { abortSignal })
      })
      return { deployment: primaryOf(service) }
    },
    observe: (params, result, { since }) =>
      observeRollout(aws, params, {
        id: deploymentIn(result),
        taskDefinition: params.taskDefinition,
        since,
      }),
  })
