import type { Leftover, Leftovers } from '../../ports/leftovers.ts'
import type { Account } from '../../ports/probes.ts'
import { type AwsCall, type TimeLimit, within } from './call.ts'
import type { AwsClients } from './clients.ts'
import { ask } from './failure.ts'
import { pages } from './pages.ts'

const longestMs = 15_000
const gibibyte = 2 ** 30

// Policies know no single one of these for what only looks.
const call = (action: string, about: string): AwsCall => ({
  action,
  resource: about,
  about,
  allow: { Resource: '*' },
})

export const createLeftovers = (aws: AwsClients): Leftovers => ({
  async all(place) {
    await Promise.all([aws.load('ec2'), aws.load('elb')])
    const limit = within(longestMs)
    const found = await Promise.all([
      volumes(aws, place, limit),
      addresses(aws, place, limit),
      balancers(aws, place, limit),
    ])
    return found.flat()
  },
})

const volumes = async (aws: AwsClients, place: Account, limit: TimeLimit): Promise<Leftover[]> => {
  const all = await pages(async NextToken => {
    const page = await ask(call('ec2:DescribeVolumes', 'volumes'), limit, async abortSignal => {
      const ec2 = await aws.reading.ec2(place)
      const Filters = [{ Name: 'status', Values: ['available'] }]
      return ec2.describeVolumes({ Filters, NextToken }, { abortSignal })
    })
    return { all: page.Volumes ?? [], next: page.NextToken }
  })
  return all.map(({ VolumeId = '', Size = 0, CreateTime }) => ({
    kind: 'volume',
    name: VolumeId,
    bytes: Size * gibibyte,
    ...(CreateTime && { madeAt: CreateTime.getTime() }),
  }))
}

async function addresses(aws: AwsClients, place: Account, limit: TimeLimit): Promise<Leftover[]> {
  const { Addresses = [] } = await ask(
    call('ec2:DescribeAddresses', 'addresses'),
    limit,
    async abortSignal => {
      const ec2 = await aws.reading.ec2(place)
      return ec2.describeAddresses({}, { abortSignal })
    },
  )
  return Addresses.filter(({ AssociationId }) => AssociationId === undefined).map(({ PublicIp = '' }) => ({
    kind: 'address',
    name: PublicIp,
  }))
}

async function balancers(aws: AwsClients, place: Account, limit: TimeLimit): Promise<Leftover[]> {
  const [all, groups] = await Promise.all([
    pages(async Marker => {
      const about = call('elasticloadbalancing:DescribeLoadBalancers', 'load balancers')
      const page = await ask(about, limit, async abortSignal => {
        const elb = await aws.reading.elb(place)
        return elb.describeLoadBalancers({ Marker }, { abortSignal })
      })
      return { all: page.LoadBalancers ?? [], next: page.NextMarker }
    }),
    pages(async Marker => {
      const about = call('elasticloadbalancing:DescribeTargetGroups', 'target groups')
      const page = await ask(about, limit, async abortSignal => {
        const elb = await aws.reading.elb(place)
        return elb.describeTargetGroups({ Marker }, { abortSignal })
      })
      return { all: page.TargetGroups ?? [], next: page.NextMarker }
    }),
  ])
  const used = new Set<string>()
  // One after the other: AWS allows few such calls at once, and a balancer that is known to be used needs no more.
  for (const { TargetGroupArn, LoadBalancerArns = [] } of groups) {
    if (LoadBalancerArns.every(arn => used.has(arn))) continue
    const about = call('elasticloadbalancing:DescribeTargetHealth', 'target groups')
    const { TargetHealthDescriptions = [] } = await ask(about, limit, async abortSignal => {
      const elb = await aws.reading.elb(place)
      return elb.describeTargetHealth({ TargetGroupArn }, { abortSignal })
    })
    if (TargetHealthDescriptions.length > 0) for (const arn of LoadBalancerArns) used.add(arn)
  }
  return all
    .filter(({ LoadBalancerArn = '' }) => !used.has(LoadBalancerArn))
    .map(({ LoadBalancerName = '', CreatedTime }) => ({
      kind: 'load balancer',
      name: LoadBalancerName,
      ...(CreatedTime && { madeAt: CreatedTime.getTime() }),
    }))
}
