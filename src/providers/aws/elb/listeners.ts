import type { Action, RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { ListenerAction, ListenerRule, Listeners } from '../../../ports/listeners.ts'
import type { Account } from '../../../ports/probes.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { pages } from '../pages.ts'
import { aboutListener } from './calls.ts'

/** Reads what listeners do with requests. */
export function createListeners(aws: AwsClients): Listeners {
  return {
    async forwardsTo(listener, place) {
      const { Listeners: [found] = [] } = await once(
        aboutListener('DescribeListeners', listener),
        async abortSignal => {
          const elb = await aws.reading.elb(place)
          return elb.describeListeners({ ListenerArns: [listener] }, { abortSignal })
        },
      )
      const [action, ...others] = found?.DefaultActions ?? []
      if (action?.Type !== 'forward' || others.length > 0) return undefined
      const groups = action.ForwardConfig?.TargetGroups?.filter(({ Weight = 1 }) => Weight > 0) ?? []
      return groups.length > 1 ? undefined : (action.TargetGroupArn ?? groups[0]?.TargetGroupArn)
    },

    async of(loadBalancer, place) {
      const found = await pages(async Marker => {
        const page = await once(aboutListener('DescribeListeners', loadBalancer), async abortSignal => {
          const elb = await aws.reading.elb(place)
          return elb.describeListeners({ LoadBalancerArn: loadBalancer, Marker }, { abortSignal })
        })
        return { all: page.Listeners ?? [], next: page.NextMarker }
      })
      return Promise.all(
        found.map(async ({ ListenerArn = '', Port = 0, Protocol = '', Certificates = [] }) => ({
          port: Port,
          protocol: Protocol,
          certificates: Certificates.flatMap(({ CertificateArn }) => CertificateArn ?? []),
          rules: await rulesOf(ListenerArn, place),
        })),
      )
    },
  }

  async function rulesOf(listener: string, place: Account): Promise<ListenerRule[]> {
    const found = await pages(async Marker => {
      const page = await once(aboutListener('DescribeRules', listener), async abortSignal => {
        const elb = await aws.reading.elb(place)
        return elb.describeRules({ ListenerArn: listener, Marker }, { abortSignal })
      })
      return { all: page.Rules ?? [], next: page.NextMarker }
    })
    return found
      .map(({ Priority = 'default', Conditions = [], Actions = [] }) => ({
        priority: Priority,
        when: Conditions.map(conditionOf),
        does: Actions.map(actionOf),
      }))
      .sort((a, b) => orderOf(a) - orderOf(b))
  }
}

const orderOf = ({ priority }: ListenerRule): number =>
  priority === 'default' ? Number.POSITIVE_INFINITY : Number(priority)

/** "path /api/*" */
function conditionOf(condition: RuleCondition): string {
  const { Field = '', Values, HttpHeaderConfig, QueryStringConfig } = condition
  const of = [
    condition.PathPatternConfig,
    condition.HostHeaderConfig,
    condition.SourceIpConfig,
    condition.HttpRequestMethodConfig,
    HttpHeaderConfig,
  ].find(config => config !== undefined)
  const pairs = QueryStringConfig?.Values?.map(({ Key, Value }) =>
    Key === undefined ? Value : `${Key}=${Value}`,
  )
  const values = pairs ?? of?.Values ?? Values ?? []
  const field = Field.replace(/-pattern$|^http-request-|-header$/g, '').replaceAll('-', ' ')
  return [HttpHeaderConfig?.HttpHeaderName ?? field, values.join(' or ')].join(' ')
}

function actionOf(action: Action): ListenerAction {
  const { Type = '', TargetGroupArn, ForwardConfig, RedirectConfig, FixedResponseConfig } = action
  if (Type === 'forward') {
    const groups = ForwardConfig?.TargetGroups ?? [{ TargetGroupArn, Weight: 1 }]
    return {
      is: 'forward',
      to: groups.flatMap(({ TargetGroupArn: group, Weight: weight = 1 }) => (group ? { group, weight } : [])),
    }
  }
  if (Type === 'redirect' && RedirectConfig) {
    const { Protocol = '#{protocol}', Host = '#{host}', Port = '#{port}', Path = '/#{path}' } = RedirectConfig
    const to = `${Protocol.toLowerCase()}://${Host}:${Port}${Path}`
    return { is: 'redirect', to, status: (RedirectConfig.StatusCode ?? '').replace('HTTP_', '') }
  }
  return Type === 'fixed-response'
    ? { is: 'answer', status: FixedResponseConfig?.StatusCode ?? '' }
    : { is: 'other', what: Type }
}
