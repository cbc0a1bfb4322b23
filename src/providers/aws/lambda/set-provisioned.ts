import type { z } from 'zod'
import { type Maker, maker } from '../../../ports/calls/call.ts'
import { setProvisioned } from '../../../ports/calls/lambda.ts'
import type { Functions } from '../../../ports/functions.ts'
import type { AwsClients } from '../clients.ts'
import { plain } from '../diagnosis.ts'
import { once } from '../once.ts'
import { aboutFunction } from './calls.ts'

type Params = z.infer<typeof setProvisioned.params>

/** Sets how many environments of an alias are kept warm, and waits until they are. */
export const createSetProvisioned = (aws: AwsClients, functions: Functions): Maker =>
  maker<Params>({
    kind: setProvisioned,
    repeatable: true,
    async look(params) {
      const wanted = (await functions.provisioned(params, params.alias))?.wanted ?? 0
      if (wanted === params.to) return { is: 'after', result: {} }
      if (wanted === params.from) return { is: 'before' }
      return { is: 'other', how: `${wanted} environments of ${params.function} are to be kept warm now.` }
    },
    async start(params) {
      const { function: FunctionName, alias: Qualifier, to } = params
      const lambda = await aws.lambda(params)
      if (to === 0)
        await once(aboutFunction('DeleteProvisionedConcurrencyConfig', params, true), abortSignal =>
          lambda.deleteProvisionedConcurrencyConfig({ FunctionName, Qualifier }, { abortSignal }),
        )
      else
        await once(aboutFunction('PutProvisionedConcurrencyConfig', params, true), abortSignal =>
          lambda.putProvisionedConcurrencyConfig(
            { FunctionName, Qualifier, ProvisionedConcurrentExecutions: to },
            { abortSignal },
          ),
        )
      return {}
    },
    async observe(params) {
      const { wanted, ready, status, why } = (await functions.provisioned(params, params.alias)) ?? {
        wanted: 0,
        ready: 0,
        status: 'READY',
        why: undefined,
      }
      if (wanted !== params.to)
        return { is: 'failed', why: `Something else has set ${wanted} meanwhile.`, said: [] }
      if (status === 'FAILED')
        return { is: 'failed', why: `Lambda could not: ${plain(why ?? 'it gave no reason')}.`, said: [] }
      const progress = { done: Math.min(ready, wanted), of: wanted, what: 'environments warm', said: [] }
      return status === 'READY'
        ? { is: 'done', progress }
        : { is: 'going', progress: { ...progress, begun: true } }
    },
  })
