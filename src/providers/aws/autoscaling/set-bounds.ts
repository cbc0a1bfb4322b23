import type { z } from 'zod'
import type { Autoscaling, Bounds } from '../../../ports/autoscaling.ts'
import { setBounds } from '../../../ports/calls/autoscaling.ts'
import { type Maker, maker } from '../../../ports/calls/call.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutScaling, scaled } from './calls.ts'

type Params = z.infer<typeof setBounds.params>

const are = (is: Bounds, wanted: Params['to']): boolean => is.min === wanted.min && is.max === wanted.max

/** Sets the bounds that autoscaling goes by. What is not registered with it stays so. */
export const createSetBounds = (aws: AwsClients, autoscaling: Autoscaling): Maker =>
  maker<Params>({
    kind: setBounds,
    repeatable: true,
    async look(params) {
      const is = await autoscaling.bounds(params)
      if (!is) return { is: 'other', how: `Nothing scales ${params.service} by itself any more.` }
      if (are(is, params.to)) return { is: 'after', result: {} }
      return are(is, params.from)
        ? { is: 'before' }
        : { is: 'other', how: `Autoscaling keeps ${params.service} at ${is.min} to ${is.max} tasks now.` }
    },
    async start(params) {
      const { min: MinCapacity, max: MaxCapacity } = params.to
      await once(aboutScaling('RegisterScalableTarget', params, true), async abortSignal => {
        const client = await aws.autoscaling(params)
        return client.registerScalableTarget({ ...scaled(params), MinCapacity, MaxCapacity }, { abortSignal })
      })
      return {}
    },
  })
