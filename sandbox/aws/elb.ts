import { ok, refuse, type Service } from './answer.ts'

export interface Target {
  id: string
  state: 'initial' | 'healthy' | 'unhealthy' | 'unused' | 'draining' | 'unavailable'
  reason?: string
  description?: string
}

/** A listener of a load balancer, beside where it forwards to: `rules` and `otherwise` as AWS writes actions. */
export interface Listening {
  port: number
  protocol: 'HTTP' | 'HTTPS'
  certificate?: string
  rules?: Record<string, unknown>[]
  /** In place of forwarding. */
  otherwise?: Record<string, unknown>
}

const usual: Listening = {
  port: 443,
  protocol: 'HTTPS',
  certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/7c1e0b52',
}

/** Elastic Load Balancing: what stands behind a target group, by the group's ARN. */
export function createElb() {
  const groups = new Map<string, Target[]>()
  /** Where each listener forwards to. */
  const listeners = new Map<string, string>()
  const balancers = new Map<string, { groups: string[]; madeAt: number }>()
  const listening = new Map<string, Listening>()
  const defaults = (listener: string) => ({
    member: [
      listening.get(listener)?.otherwise ?? { Type: 'forward', TargetGroupArn: listeners.get(listener) },
    ],
  })
  const described = (listener: string) => {
    const { port, protocol, certificate } = listening.get(listener) ?? usual
    return {
      ListenerArn: listener,
      Port: port,
      Protocol: protocol,
      Certificates: { member: certificate === undefined ? [] : [{ CertificateArn: certificate }] },
      DefaultActions: defaults(listener),
    }
  }
  /** The listeners of a load balancer, by its ARN. */
  const of = (balancer: string) =>
    [...new Set([...listeners.keys(), ...listening.keys()])].filter(listener =>
      listener.startsWith(`${balancer.replace(':loadbalancer/', ':listener/')}/`),
    )
  const answers: Service['answers'] = {
    DescribeTargetHealth({ TargetGroupArn }) {
      const targets = groups.get(TargetGroupArn)
      if (!targets) return refuse('TargetGroupNotFound', `Target groups '${TargetGroupArn}' not found`)
      return ok({
        TargetHealthDescriptions: {
          member: targets.map(({ id, state, reason, description }) => ({
            Target: { Id: id, Port: 8080 },
            TargetHealth: { State: state, Reason: reason, Description: description },
          })),
        },
      })
    },
    DescribeListeners({ 'ListenerArns.member.1': listener, LoadBalancerArn: balancer }) {
      if (balancer !== undefined) {
        const found = of(balancer)
        if (found.length === 0)
          return refuse('LoadBalancerNotFound', `Load balancers '[${balancer}]' not found`)
        return ok({ Listeners: { member: found.map(described) } })
      }
      if (!listeners.has(listener)) return refuse('ListenerNotFound', `Listener '${listener}' not found`)
      return ok({ Listeners: { member: [described(listener)] } })
    },
    DescribeLoadBalancers: () =>
      ok({
        LoadBalancers: {
          member: [...balancers].map(([balancer, { madeAt }]) => ({
            LoadBalancerArn: balancer,
            LoadBalancerName: balancer.split('/').at(-2),
            CreatedTime: new Date(madeAt).toISOString(),
          })),
        },
      }),
    DescribeTargetGroups: () =>
      ok({
        TargetGroups: {
          member: [...groups.keys()].map(group => ({
            TargetGroupArn: group,
            LoadBalancerArns: {
              member: [...balancers].flatMap(([balancer, of]) =>
                of.groups.includes(group) ? [balancer] : [],
              ),
            },
          })),
        },
      }),
    DescribeRules({ ListenerArn: listener }) {
      const last = { Priority: 'default', Actions: defaults(listener), IsDefault: true }
      return ok({ Rules: { member: [...(listening.get(listener)?.rules ?? []), last] } })
    },
    ModifyListener({
      ListenerArn: listener,
      'DefaultActions.member.1.TargetGroupArn': group,
      'DefaultActions.member.1.Type': type,
    }) {
      if (!listeners.has(listener)) return refuse('ListenerNotFound', `Listener '${listener}' not found`)
      if (type !== 'forward' || !groups.has(group))
        return refuse('TargetGroupNotFound', `Target groups '${group}' not found`)
      listeners.set(listener, group)
      return ok({ Listeners: { member: [{ ListenerArn: listener }] } })
    },
  }
  return {
    answers,
    /** Has a listener forward to a target group. */
    forward: (listener: string, group: string): void => void listeners.set(listener, group),
    /** A load balancer, and the target groups that it leads to. */
    balance: (balancer: string, to: { groups: string[]; madeAt: number }): void =>
      void balancers.set(balancer, to),
    /** Says more of a listener: its port, its certificate, its rules. */
    listen: (listener: string, how: Partial<Listening>): void =>
      void listening.set(listener, { ...usual, ...how }),
    forwardsTo: (listener: string): string | undefined => listeners.get(listener),
    set: (group: string, targets: Target[]): void => void groups.set(group, targets),
  } satisfies Service & Record<string, unknown>
}
