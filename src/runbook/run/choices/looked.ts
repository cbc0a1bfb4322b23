import { search } from 'jmespath'
import type { Json } from '../../../domain/run/plan.ts'
import type { Choices, Text } from '../../../domain/runbook/line.ts'
import type { Action, Tree } from '../../../domain/runbook/verdict.ts'
import { shortName } from '../../../domain/short-name.ts'
import type { Environment } from '../../../domain/system.ts'
import type { StepReaders } from '../../../ports/step-reader.ts'
import { literal } from '../../text.ts'
import { holeName } from '../needed.ts'
import { targetOf } from '../target.ts'

export interface Option {
  label: string
  value: string
}

export interface Looking {
  /** An operation of AWS that reads. */
  ask(operation: string, input: object): Promise<Json>
  readers: StepReaders
  settings: Environment
  /** What it is asked for, and the hole in that. */
  action: Action
  hole: string
}

const most = 25

/** Values with their labels, by an expression of JMESPath that answers pairs. */
const pairs = (answer: Json, expression: string): Option[] =>
  ((search(answer, expression) ?? []) as (string | null)[][]).flatMap(([value, label]) =>
    value ? [{ value, label: label ? `${label} (${shortName(value)})` : shortName(value) }] : [],
  )

const given = (tree: Tree | undefined): string | undefined =>
  Array.isArray(tree) ? literal(tree as Text) : undefined

/** The ECS services that the step may be about: those of its cluster, or the one that it names. */
function ecsOf({ settings, action }: Looking) {
  const on = action.on?.ecs
  const about = on && !Array.isArray(on) && 'map' in on ? on.map : action.input
  const [cluster, service] = [given(about.cluster), given(about.service ?? about.serviceName)]
  const all = Object.values(settings.services).flatMap(({ ecs }) => ecs ?? [])
  const own = all.filter(
    one =>
      (cluster === undefined || one.cluster === cluster) &&
      (service === undefined || one.service === service),
  )
  return own.length > 0 ? own : all
}

/** What is looked up in the account. */
export const looked: Partial<Record<Choices, (looking: Looking) => Promise<Option[]>>> = {
  async tasks(looking) {
    const all = await Promise.all(
      ecsOf(looking).map(async ({ cluster, service }) => {
        const answer = await looking.ask('ecs:ListTasks', { cluster, serviceName: service })
        return pairs(answer, 'taskArns[].[@]').map(({ label, value }) => ({
          value,
          label: `${service}: ${label}`,
        }))
      }),
    )
    return all.flat()
  },

  async revisions(looking) {
    const isNumber = !isWhole(looking)
    const all = await Promise.all(
      ecsOf(looking).map(async ({ cluster, service }) => {
        const found = await looking.ask('ecs:DescribeServices', { cluster, services: [service] })
        const now = search(found, 'services[0].taskDefinition') as string | null
        if (!now) return []
        const familyPrefix = shortName(now).replace(/:\d+$/, '')
        const answer = await looking.ask('ecs:ListTaskDefinitions', {
          familyPrefix,
          sort: 'DESC',
          maxResults: 10,
        })
        return pairs(answer, 'taskDefinitionArns[].[@]').map(({ value }) => ({
          label: `${shortName(value)}${value === now ? ', runs now' : ''}`,
          value: isNumber ? value.slice(value.lastIndexOf(':') + 1) : shortName(value),
        }))
      }),
    )
    return all.flat()
  },

  async snapshots({ settings, ask }) {
    const ids = Object.values(settings.databases ?? {}).flatMap(({ rds }) => rds ?? [])
    const all = await Promise.all(ids.map(id => ask('rds:DescribeDBSnapshots', { DBInstanceIdentifier: id })))
    return all.flatMap(answer =>
      pairs(
        answer,
        `reverse(sort_by(DBSnapshots[?SnapshotCreateTime], &SnapshotCreateTime))[:${most}].[DBSnapshotIdentifier, SnapshotCreateTime]`,
      ),
    )
  },

  async 'log streams'({ settings, action, ask }) {
    const group = given(action.input.logGroupName)
    const groups =
      group === undefined ? Object.values(settings.services).flatMap(({ logs }) => logs ?? []) : [group]
    const latest = { orderBy: 'LastEventTime', descending: true, limit: most }
    const all = await Promise.all(
      groups.map(name => ask('logs:DescribeLogStreams', { logGroupName: name, ...latest })),
    )
    return all.flatMap(answer =>
      pairs(answer, 'logStreams[].[logStreamName]').map(({ value }) => ({ value, label: value })),
    )
  },

  'security groups': async ({ ask }) =>
    pairs(await ask('ec2:DescribeSecurityGroups', {}), 'SecurityGroups[].[GroupId, GroupName]'),
  subnets: async ({ ask }) =>
    pairs(await ask('ec2:DescribeSubnets', {}), 'Subnets[].[SubnetId, AvailabilityZone]'),
  'target groups': async ({ ask }) =>
    pairs(await ask('elbv2:DescribeTargetGroups', {}), 'TargetGroups[].[TargetGroupArn, TargetGroupName]'),
  'load balancers': async ({ ask }) =>
    pairs(
      await ask('elbv2:DescribeLoadBalancers', {}),
      'LoadBalancers[].[LoadBalancerArn, LoadBalancerName]',
    ),
  certificates: async ({ ask }) =>
    pairs(await ask('acm:ListCertificates', {}), 'CertificateSummaryList[].[CertificateArn, DomainName]'),

  async pods({ readers, settings }) {
    const found = targetOf('kubernetes', settings, {})
    if ('lacks' in found) return []
    const answer = await readers.kubernetes?.({ operation: 'get', input: { names: ['pods'] } }, found.target)
    const rows = answer && 'rows' in answer ? answer.rows.rows : []
    return rows.map(([name, , status]) => ({ value: String(name), label: `${name}, ${status}` }))
  },
}

/** Whether the blank is all of an argument, and no part of `family:<revision>`. */
function isWhole({ action, hole }: Looking): boolean {
  if (action.via === 'belay') return false
  return Object.values(action.input).some(
    tree =>
      Array.isArray(tree) &&
      tree.length === 1 &&
      tree.some(part => typeof part === 'object' && 'of' in part && holeName(part as never) === hole),
  )
}
