import type { SecurityGroupRule } from '@aws-sdk/client-ec2'
import type { Ingress, SecurityGroups } from '../../../ports/security-groups.ts'
import type { AwsClients, Where } from '../clients.ts'
import type { AwsCall } from '../failure.ts'
import { once } from '../once.ts'

export const aboutGroup = (action: string, where: Where, group: string): AwsCall => ({
  action: `ec2:${action}`,
  resource: group,
  about: `security group ${group}${where.region ? ` in ${where.region}` : ''}`,
  // What only describes in EC2 can be allowed for everything alone.
  ...(action.startsWith('Describe')
    ? { allow: { Resource: '*' } }
    : { allow: { Resource: `arn:aws:ec2:${where.region ?? '*'}:*:security-group/${group}` }, changes: true }),
})

/** Security groups as plans and makers read them. */
export const createSecurityGroups = (aws: AwsClients): SecurityGroups => ({
  async ingress(group, place) {
    // The largest of the SDKs: a busy machine takes longer to load it than a call may take.
    await aws.load('ec2')
    const found: SecurityGroupRule[] = []
    let NextToken: string | undefined
    do {
      const page = await once(aboutGroup('DescribeSecurityGroupRules', place, group), async abortSignal => {
        const ec2 = await aws.reading.ec2(place)
        const asked = { Filters: [{ Name: 'group-id', Values: [group] }], ...(NextToken && { NextToken }) }
        return ec2.describeSecurityGroupRules(asked, { abortSignal })
      })
      found.push(...(page.SecurityGroupRules ?? []))
      NextToken = page.NextToken
    } while (NextToken)
    return found.filter(({ IsEgress }) => !IsEgress).map(ingressOf)
  },
})

const ingressOf = (rule: SecurityGroupRule): Ingress => {
  const cidr = rule.CidrIpv4 ?? rule.CidrIpv6
  return {
    protocol: rule.IpProtocol ?? '',
    fromPort: rule.FromPort ?? -1,
    toPort: rule.ToPort ?? -1,
    ...(cidr !== undefined && { cidr }),
    ...(rule.Description !== undefined && { description: rule.Description }),
  }
}
