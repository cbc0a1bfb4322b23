import type { NetworkInterface, SecurityGroup, SecurityGroupRule } from '@aws-sdk/client-ec2'
import type { Place } from '../../../ports/rds.ts'
import type { OpenGroup } from '../../../ports/security-groups.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { pages } from '../pages.ts'
import { aboutGroup, ingressOf } from './described.ts'

const everybody = ['0.0.0.0/0', '::/0']
/** EC2 takes up to 200 values of a filter. */
const mostValues = 200

const isOpen = ({ IsEgress, CidrIpv4 = '', CidrIpv6 = '' }: SecurityGroupRule): boolean =>
  !IsEgress && (everybody.includes(CidrIpv4) || everybody.includes(CidrIpv6))

/** The security groups that let everybody in, by what, and what stands behind each. */
export async function openGroups(aws: AwsClients, place: Place): Promise<OpenGroup[]> {
  await aws.load('ec2')
  const rules = (
    await pages(async NextToken => {
      const page = await once(aboutGroup('DescribeSecurityGroupRules', place, '*'), async abortSignal => {
        const ec2 = await aws.reading.ec2(place)
        return ec2.describeSecurityGroupRules(
          { MaxResults: 1_000, ...(NextToken && { NextToken }) },
          { abortSignal },
        )
      })
      return { all: page.SecurityGroupRules ?? [], next: page.NextToken }
    })
  ).filter(isOpen)
  const ids = [...new Set(rules.flatMap(({ GroupId }) => GroupId ?? []))]
  const [groups, interfaces] = await Promise.all([named(aws, ids, place), attached(aws, ids, place)])
  return ids.map(id => ({
    id,
    name: groups.find(({ GroupId }) => GroupId === id)?.GroupName ?? id,
    rules: rules.filter(({ GroupId }) => GroupId === id).map(ingressOf),
    behind: interfaces
      .filter(({ Groups = [] }) => Groups.some(({ GroupId }) => GroupId === id))
      .map(one => ({ what: inWords(one), isPublic: one.Association?.PublicIp !== undefined })),
  }))
}

const named = (aws: AwsClients, ids: string[], place: Place): Promise<SecurityGroup[]> =>
  some(ids, Values =>
    pages(async NextToken => {
      const page = await once(aboutGroup('DescribeSecurityGroups', place, '*'), async abortSignal => {
        const ec2 = await aws.reading.ec2(place)
        const asked = { Filters: [{ Name: 'group-id', Values }], ...(NextToken && { NextToken }) }
        return ec2.describeSecurityGroups(asked, { abortSignal })
      })
      return { all: page.SecurityGroups ?? [], next: page.NextToken }
    }),
  )

const attached = (aws: AwsClients, ids: string[], place: Place): Promise<NetworkInterface[]> =>
  some(ids, Values =>
    pages(async NextToken => {
      const page = await once(aboutGroup('DescribeNetworkInterfaces', place, '*'), async abortSignal => {
        const ec2 = await aws.reading.ec2(place)
        const asked = { Filters: [{ Name: 'group-id', Values }], ...(NextToken && { NextToken }) }
        return ec2.describeNetworkInterfaces(asked, { abortSignal })
      })
      return { all: page.NetworkInterfaces ?? [], next: page.NextToken }
    }),
  )

async function some<T>(ids: string[], read: (ids: string[]) => Promise<T[]>): Promise<T[]> {
  const found: T[] = []
  for (let at = 0; at < ids.length; at += mostValues)
    found.push(...(await read(ids.slice(at, at + mostValues))))
  return found
}

/** What a network interface is of, as its service describes it. */
function inWords({
  Attachment,
  Description = '',
  InterfaceType,
  NetworkInterfaceId,
}: NetworkInterface): string {
  if (Attachment?.InstanceId !== undefined) return `the instance ${Attachment.InstanceId}`
  const balancer = /^ELB (?:app\/|net\/)?([^/]+)/.exec(Description)?.[1]
  if (balancer !== undefined) return `the load balancer ${balancer}`
  const lambda = /^AWS Lambda VPC ENI-(.+)-[0-9a-f-]{36}$/.exec(Description)?.[1]
  if (lambda !== undefined || InterfaceType === 'lambda') return `the function ${lambda ?? ''}`.trim()
  if (/^RDSNetworkInterface/.test(Description)) return 'a database'
  if (/^arn:aws[a-z-]*:ecs:/.test(Description)) return 'a task of ECS'
  return Description === '' ? (NetworkInterfaceId ?? 'an interface') : Description
}
