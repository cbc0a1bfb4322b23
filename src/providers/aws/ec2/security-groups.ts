import type { SecurityGroups } from '../../../ports/security-groups.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { pages } from '../pages.ts'
import { aboutGroup, ingressOf } from './described.ts'
import { openGroups } from './open-groups.ts'

/** Security groups as plans and makers read them. */
export const createSecurityGroups = (aws: AwsClients): SecurityGroups => ({
  async ingress(group, place) {
    // The largest of the SDKs: a busy machine takes longer to load it than a call may take.
    await aws.load('ec2')
    const found = await pages(async NextToken => {
      const page = await once(aboutGroup('DescribeSecurityGroupRules', place, group), async abortSignal => {
        const ec2 = await aws.reading.ec2(place)
        const asked = { Filters: [{ Name: 'group-id', Values: [group] }], ...(NextToken && { NextToken }) }
        return ec2.describeSecurityGroupRules(asked, { abortSignal })
      })
      return { all: page.SecurityGroupRules ?? [], next: page.NextToken }
    })
    return found.filter(({ IsEgress }) => !IsEgress).map(ingressOf)
  },
  open: place => openGroups(aws, place),
})
