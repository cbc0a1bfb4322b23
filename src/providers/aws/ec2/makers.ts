import type { z } from 'zod'
import { type Maker, maker, markOf } from '../../../ports/calls/call.ts'
import { authorizeIngress, revokeIngress } from '../../../ports/calls/ec2.ts'
import type { Ingress, SecurityGroups } from '../../../ports/security-groups.ts'
import type { AwsClients } from '../clients.ts'
import { orNone } from '../failure.ts'
import { once } from '../once.ts'
import { aboutGroup } from './described.ts'

type Params = z.infer<typeof authorizeIngress.params>

/** Everything that changes something in EC2. */
export const ec2Makers = (aws: AwsClients, groups: SecurityGroups): Maker[] => [
  maker<Params>({
    kind: authorizeIngress,
    repeatable: true,
    async look(params, made) {
      const { group, port, cidr, ...place } = params
      const all = await groups.ingress(group, place)
      const found = all.find(rule => isFor(rule, params))
      if (!found) return { is: 'before' }
      return found.description?.endsWith(markOf(made))
        ? { is: 'after', result: {} }
        : { is: 'other', how: `${group} lets ${cidr} in already, by a rule of somebody else's.` }
    },
    async start(params, made) {
      await once(aboutGroup('AuthorizeSecurityGroupIngress', params, params.group), async abortSignal => {
        const ec2 = await aws.ec2(params)
        return ec2.authorizeSecurityGroupIngress(rule(params, `for a while ${markOf(made)}`), { abortSignal })
      })
      return {}
    },
  }),

  maker<Params>({
    kind: revokeIngress,
    repeatable: true,
    async look(params) {
      const { group, port, cidr, ...place } = params
      const all = await groups.ingress(group, place)
      return all.some(rule => isFor(rule, params)) ? { is: 'before' } : { is: 'after', result: {} }
    },
    async start(params) {
      await orNone(
        once(aboutGroup('RevokeSecurityGroupIngress', params, params.group), async abortSignal => {
          const ec2 = await aws.ec2(params)
          return ec2.revokeSecurityGroupIngress(rule(params), { abortSignal })
        }),
      )
      return {}
    },
  }),
]

const isFor = ({ protocol, fromPort, toPort, cidr }: Ingress, params: Params): boolean =>
  protocol === 'tcp' && fromPort === params.port && toPort === params.port && cidr === params.cidr

const rule = ({ group, port, cidr }: Params, description?: string) => ({
  GroupId: group,
  IpPermissions: [
    {
      IpProtocol: 'tcp',
      FromPort: port,
      ToPort: port,
      IpRanges: [{ CidrIp: cidr, ...(description !== undefined && { Description: description }) }],
    },
  ],
})
