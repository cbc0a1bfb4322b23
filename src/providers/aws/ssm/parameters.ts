import type { Parameters } from '../../../ports/parameters.ts'
import type { Place } from '../../../ports/rds.ts'
import type { AwsCall } from '../call.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'

/** What carries or answers a value is told of without anything that AWS says. */
export const aboutParameter = (action: string, { region = '*' }: Place, name: string): AwsCall => ({
  action: `ssm:${action}`,
  resource: name,
  about: `parameter ${name} in Parameter Store`,
  allow: {
    Resource:
      action === 'DescribeParameters' ? '*' : `arn:aws:ssm:${region}:*:parameter/${name.replace(/^\//, '')}`,
  },
  ...(action === 'PutParameter' && { changes: true, carriesSecret: true }),
})

/** Parameter Store as plans read it. */
export const createParameters = (aws: AwsClients): Parameters => ({
  async parameter(name, place) {
    const { Parameters: [found] = [] } = await once(
      aboutParameter('DescribeParameters', place, name),
      async abortSignal => {
        const ssm = await aws.reading.ssm(place)
        const ParameterFilters = [{ Key: 'Name', Option: 'Equals', Values: [name] }]
        return ssm.describeParameters({ ParameterFilters }, { abortSignal })
      },
    )
    if (!found) return undefined
    const { Type: type = '', Version: version = 0, KeyId: keyId, Tier: tier } = found
    return { type, version, ...(keyId !== undefined && { keyId }), ...(tier !== undefined && { tier }) }
  },
})
