import type { ParameterTier } from '@aws-sdk/client-ssm'
import type { z } from 'zod'
import { type Maker, maker } from '../../../ports/calls/call.ts'
import { putParameter } from '../../../ports/calls/ssm.ts'
import type { Parameters } from '../../../ports/parameters.ts'
import { within } from '../call.ts'
import type { AwsClients } from '../clients.ts'
import { callMs, once } from '../once.ts'
import { heldValue } from '../secrets-manager/value.ts'
import { aboutParameter } from './parameters.ts'

type Params = z.infer<typeof putParameter.params>

/**
 * Gives a parameter the value of a secret's version, which goes from Secrets Manager to Parameter Store within this call.
 * A parameter takes no token: one that has another version since is ours if it holds that value.
 */
export function createPutParameter(aws: AwsClients, parameters: Parameters): Maker {
  async function valueIn({ parameter, ...place }: Params): Promise<string | undefined> {
    const { Parameter: found } = await once(
      aboutParameter('GetParameter', place, parameter),
      async abortSignal => {
        const ssm = await aws.reading.ssm(place)
        return ssm.getParameter({ Name: parameter, WithDecryption: true }, { abortSignal })
      },
    )
    return found?.Value
  }

  return maker<Params>({
    kind: putParameter,
    repeatable: true,
    async look(params) {
      const { parameter, from } = params
      const found = await parameters.parameter(parameter, params)
      if (!found) return { is: 'other', how: `Parameter Store has no parameter ${parameter} any more.` }
      if (found.version === from) return { is: 'before' }
      const [is, wanted] = await Promise.all([valueIn(params), heldValue(aws, params, params)])
      return is === wanted
        ? { is: 'after', result: {} }
        : { is: 'other', how: `Somebody has given ${parameter} another value since this was planned.` }
    },
    async start(params) {
      const { parameter, keyId, tier } = params
      const limit = within(callMs)
      const asked = {
        Name: parameter,
        Value: await heldValue(aws, params, params, limit),
        Type: 'SecureString' as const,
        ...(keyId !== undefined && { KeyId: keyId }),
        ...(tier !== undefined && { Tier: tier as ParameterTier }),
        Overwrite: true,
      }
      await once(
        aboutParameter('PutParameter', params, parameter),
        async abortSignal => {
          const ssm = await aws.ssm(params)
          return ssm.putParameter(asked, { abortSignal })
        },
        limit,
      )
      return {}
    },
  })
}
