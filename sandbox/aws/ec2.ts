import { arn, type Input, ok, refuse, type Service } from './answer.ts'
import { listOf } from './form.ts'

export interface Rule {
  protocol: string
  fromPort: number
  toPort: number
  cidr: string
  description?: string
}

export interface Volume {
  id: string
  gib: number
  /** In milliseconds since the epoch. */
  madeAt: number
  status: 'available' | 'in-use'
}

/** What stands behind a security group. */
interface NetworkInterface {
  description: string
  type?: string
  instance?: string
  publicIp?: string
}

/** Amazon EC2, as far as security groups go: what each lets in, by its id, and what stands behind it. */
export function createEc2() {
  const groups = new Map<string, Rule[]>()
  const names = new Map<string, string>()
  const behind = new Map<string, NetworkInterface[]>()
  const missing = (id: string) => refuse('InvalidGroup.NotFound', `The security group '${id}' does not exist`)

  const volumes: Volume[] = []
  const addresses: { publicIp: string; associationId?: string }[] = []

  const answers: Service['answers'] = {
    DescribeVolumes: input => {
      const status = input['Filter.1.Value.1']
      const item = volumes
        .filter(volume => status === undefined || volume.status === status)
        .map(({ id, gib, madeAt, status }) => ({
          volumeId: id,
          size: gib,
          status,
          createTime: new Date(madeAt).toISOString(),
        }))
      return ok({ volumeSet: { item } })
    },
    DescribeAddresses: () => ok({ addressesSet: { item: addresses } }),
    DescribeSecurityGroupRules({ 'Filter.1.Value.1': id }) {
      // Of a group that is not there a filter finds nothing.
      const found = [...groups].filter(([one]) => id === undefined || one === id)
      return ok({
        securityGroupRuleSet: {
          item: found.flatMap(([groupId, rules]) =>
            rules.map((rule, i) => ({
              securityGroupRuleId: `sgr-${groupId.slice(3)}${i}`,
              groupId,
              isEgress: false,
              ipProtocol: rule.protocol,
              fromPort: rule.fromPort,
              toPort: rule.toPort,
              [rule.cidr.includes(':') ? 'cidrIpv6' : 'cidrIpv4']: rule.cidr,
              description: rule.description,
            })),
          ),
        },
      })
    },
    DescribeSecurityGroups(input) {
      const found = listOf(input, 'Filter.1.Value').filter(id => groups.has(id))
      return ok({
        securityGroupInfo: {
          item: found.map(groupId => ({ groupId, groupName: names.get(groupId) ?? groupId })),
        },
      })
    },
    DescribeNetworkInterfaces(input) {
      const item = listOf(input, 'Filter.1.Value').flatMap(groupId =>
        (behind.get(groupId) ?? []).map(({ description, type = 'interface', instance, publicIp }, i) => ({
          networkInterfaceId: `eni-${groupId.slice(3)}${i}`,
          description,
          interfaceType: type,
          attachment: instance && { instanceId: instance },
          association: publicIp && { publicIp },
          groupSet: { item: [{ groupId }] },
        })),
      )
      return ok({ networkInterfaceSet: { item } })
    },
    AuthorizeSecurityGroupIngress(input) {
      const rules = groups.get(input.GroupId)
      if (!rules) return missing(input.GroupId)
      const rule = ruleIn(input)
      if (rules.some(one => isSame(one, rule)))
        return refuse('InvalidPermission.Duplicate', `the specified rule "peer: ${rule.cidr}" already exists`)
      groups.set(input.GroupId, [...rules, rule])
      return ok({ return: true })
    },
    RevokeSecurityGroupIngress(input) {
      const rules = groups.get(input.GroupId)
      if (!rules) return missing(input.GroupId)
      const rule = ruleIn(input)
      if (!rules.some(one => isSame(one, rule)))
        return refuse(
          'InvalidPermission.NotFound',
          'The specified rule does not exist in this security group.',
        )
      groups.set(
        input.GroupId,
        rules.filter(one => !isSame(one, rule)),
      )
      return ok({ return: true })
    },
  }
  return {
    answers,
    volume: (volume: Volume): void => void volumes.push(volume),
    /** Without what it leads to it leads to nothing. */
    address: (publicIp: string, associationId?: string): void =>
      void addresses.push({ publicIp, ...(associationId !== undefined && { associationId }) }),
    resource: ({ GroupId = '*' }) => arn('ec2', `security-group/${GroupId}`),
    /** Adds a group that lets in what `rules` say. */
    set: (id: string, rules: Rule[] = []): void => void groups.set(id, rules),
    /** What a group is called, and what stands behind it. */
    attach(id: string, name: string, ...all: NetworkInterface[]): void {
      names.set(id, name)
      behind.set(id, all)
    },
    rules: (id: string): Rule[] => groups.get(id) ?? [],
  } satisfies Service & Record<string, unknown>
}

function ruleIn(input: Input): Rule {
  const description = input['IpPermissions.1.IpRanges.1.Description']
  return {
    protocol: input['IpPermissions.1.IpProtocol'],
    fromPort: Number(input['IpPermissions.1.FromPort']),
    toPort: Number(input['IpPermissions.1.ToPort']),
    cidr: input['IpPermissions.1.IpRanges.1.CidrIp'],
    ...(description !== undefined && { description }),
  }
}

const isSame = (a: Rule, b: Rule): boolean =>
  a.protocol === b.protocol && a.fromPort === b.fromPort && a.toPort === b.toPort && a.cidr === b.cidr
