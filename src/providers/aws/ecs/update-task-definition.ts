import type { Service } from '@aws-sdk/client-ecs'
import type { z } from 'zod'
import { OutsideError } from '../../../domain/errors.ts'
import type { Json } from '../../../domain/run/plan.ts'
import { shortName } from '../../../domain/short-name.ts'
import { fieldOf, type Maker, maker, type Standing } from '../../../ports/calls/call.ts'
import { updateTaskDefinition } from '../../../ports/calls/ecs.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutService } from './calls.ts'
import { deploymentsOf } from './deployments.ts'
import { observeRollout } from './rollout.ts'
import { describeService } from './service.ts'

/** By so much AWS's clock may differ from Belay's, in milliseconds. */
const skewMs = 10_000

type Params = z.infer<typeof updateTaskDefinition.params>

/** Has a service run another task definition, and follows its roll-out. Stopped, it goes back to the one before. */
export function createUpdateTaskDefinition(aws: AwsClients): Maker {
  const update = (params: Params, taskDefinition: string) =>
    once(aboutService('UpdateService', params, true), async abortSignal => {
      const { cluster, service } = params
      const ecs = await aws.ecs(params)
      return ecs.updateService({ cluster, service, taskDefinition }, { abortSignal })
    })
  const now = (params: Params) => describeService(aws, params)

  /** It was begun since then, and ECS has gone back by itself, or somebody has. */
  async function begunSince(params: Params, service: Service, since: number): Promise<Standing | undefined> {
    const from = since - skewMs
    const shown = service.deployments?.find(
      one => one.taskDefinition === params.to && Number(one.createdAt ?? 0) >= from,
    )
    if (shown?.id !== undefined) return { is: 'after', result: { deployment: shown.id } }
    const kept = await deploymentsOf(aws, params).catch(unlessRefused)
    const was = kept.some(({ id, at = 0 }) => id === params.to && at >= from)
    return was ? { is: 'after', result: { deployment: '' } } : undefined
  }

  return maker<Params>({
    kind: updateTaskDefinition,
    repeatable: true,
    async look(params, { since }) {
      const service = await now(params)
      if (!service) return { is: 'other', how: `ECS has no service ${params.service} any more.` }
      if (service.taskDefinition === params.to)
        return { is: 'after', result: { deployment: primaryOf(service) } }
      if (service.taskDefinition === params.from) {
        const began = since === undefined ? undefined : await begunSince(params, service, since)
        return began ?? { is: 'before' }
      }
      return {
        is: 'other',
        how: `${params.service} is on ${shortName(service.taskDefinition ?? 'nothing')} now.`,
      }
    },
    async start(params) {
      const { service } = await update(params, params.to)
      return { deployment: primaryOf(service) }
    },
    observe: (params, result, { since }) =>
      observeRollout(aws, params, { id: deploymentIn(result), taskDefinition: params.to, since }),
    async cancel(params, _, guard) {
      const service = await now(params)
      if (service?.taskDefinition !== params.to) return
      guard()
      await update(params, params.from)
    },
  })
}

/** Who may not look at what was is not kept from trying again what says what is to be. */
function unlessRefused(error: unknown): [] {
  if (error instanceof OutsideError && error.fault.fault === 'refused') return []
  throw error
}

export const primaryOf = (service: Service | undefined): string =>
  service?.deployments?.find(({ status }) => status === 'PRIMARY')?.id ?? ''

export const deploymentIn = (result: Json): string => String(fieldOf(result, 'deployment') ?? '')
