import type { z } from 'zod'
import { OutsideError } from '../../../domain/errors.ts'
import { type Maker, maker } from '../../../ports/calls/call.ts'
import { updateAlias } from '../../../ports/calls/lambda.ts'
import { type Functions, isSameRouting, type Routing } from '../../../ports/functions.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutFunction } from './calls.ts'
import { routingOf } from './functions.ts'

type Params = z.infer<typeof updateAlias.params>

/** Has an alias lead to other versions; sent with the id of what it led to, so that Lambda refuses it after a change. */
export const createUpdateAlias = (aws: AwsClients, functions: Functions): Maker => {
  const now = (params: Params) =>
    once(aboutFunction('GetAlias', params), async abortSignal => {
      const lambda = await aws.reading.lambda(params)
      return lambda.getAlias({ FunctionName: params.function, Name: params.alias }, { abortSignal })
    })

  return maker<Params>({
    kind: updateAlias,
    repeatable: true,
    async look(params) {
      const found = await functions.alias(params, params.alias)
      if (!found) return { is: 'other', how: `${params.function} has no alias ${params.alias} any more.` }
      if (isSameRouting(found, params.to)) return { is: 'after', result: {} }
      if (isSameRouting(found, params.from)) return { is: 'before' }
      return { is: 'other', how: `${params.alias} of ${params.function} leads to ${inWords(found)} now.` }
    },
    async start(params) {
      const { function: FunctionName, alias: Name, from, to } = params
      const found = await now(params)
      if (!isSameRouting(routingOf(found), from))
        throw new OutsideError(`${Name} of ${FunctionName} leads elsewhere by now.`, {
          service: 'aws',
          fault: 'refused',
          effect: 'none',
        })
      const weights = to.also ? { [to.also.version]: to.also.weight } : {}
      await once(aboutFunction('UpdateAlias', params, true), async abortSignal => {
        const lambda = await aws.lambda(params)
        return lambda.updateAlias(
          {
            FunctionName,
            Name,
            FunctionVersion: to.version,
            RoutingConfig: { AdditionalVersionWeights: weights },
            ...(found.RevisionId && { RevisionId: found.RevisionId }),
          },
          { abortSignal },
        )
      })
      return {}
    },
  })
}

const inWords = ({ version, also }: Routing): string =>
  also ? `${version}, and ${Math.round(also.weight * 100)} % to ${also.version},` : version
