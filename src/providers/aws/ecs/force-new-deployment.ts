import type { z } from 'zod'
import { shortName } from '../../../domain/short-name.ts'
import { type Maker, maker } from '../../../ports/calls/call.ts'
import { forceNewDeployment } from '../../../ports/calls/ecs.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutService } from './calls.ts'
import { observeRollout } from './rollout.ts'
import { describeService } from './service.ts'
import { deploymentIn, primaryOf } from './update-task-definition.ts'

type Params = z.infer<typeof forceNewDeployment.params>

/** Replaces a service's tasks by new ones. That it was done is told by a deployment that was not there before. */
export const createForceNewDeployment = (aws: AwsClients): Maker =>
  maker<Params>({
    kind: forceNewDeployment,
    repeatable: true,
    async look(params) {
      const service = await describeService(aws, params)
      if (!service) return { is: 'other', how: `ECS has no service ${params.service} any more.` }
      if (service.taskDefinition !== params.taskDefinition)
        return {
          is: 'other',
          how: `${params.service} is on ${shortName(service.taskDefinition ?? 'nothing')} now.`,
        }
      const primary = primaryOf(service)
      return params.deployments.includes(primary)
        ? { is: 'before' }
        : { is: 'after', result: { deployment: primary } }
    },
    async start(params) {
      const { cluster, service } = params
      const answer = await once(aboutService('UpdateService', params, true), async abortSignal => {
        const ecs = await aws.ecs(params)
        return ecs.updateService({ cluster, service, forceNewDeployment: true }, { abortSignal })
      })
      return { deployment: primaryOf(answer.service) }
    },
    observe: (params, result, { since }) =>
      observeRollout(aws, params, {
        id: deploymentIn(result),
        taskDefinition: params.taskDefinition,
        since,
      }),
  })
