import type { SecurityGroupRule } from '@aws-sdk/client-ec2'
import type { Ingress } from '../../../ports/security-groups.ts'
import type { AwsCall } from '../call.ts'
import type { Where } from '../clients.ts'

export const aboutGroup = (action: string, where: Where, group: string): AwsCall => ({
  action: `ec2:${action}`,
  resource: group,
  about: `security group ${group}${where.region ? ` in ${where.region}` : ''}`,
  // What only describes in EC2 can be allowed for everything alone.
  ...(action.startsWith('Describe')
    ? { allow: { Resource: '*' } }
    : { allow: { Resource: `arn:aws:ec2:${where.region ?? '*'}:*:security-group/${group}` }, changes: true }),
})

/** A rule as ports and addresses. */
export const ingressOf = (rule: SecurityGroupRule): Ingress => {
  const cidr = rule.CidrIpv4 ?? rule.CidrIpv6
  return {
    protocol: rule.IpProtocol ?? '',
    fromPort: rule.FromPort ?? -1,
    toPort: rule.ToPort ?? -1,
    ...(cidr !== undefined && { cidr }),
    ...(rule.Description !== undefined && { description: rule.Description }),
  }
}
