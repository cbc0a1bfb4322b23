import { UserError } from '../domain/errors.ts'
import { shortName } from '../domain/short-name.ts'
import { metricsOfInstance } from './database/metric-kinds.ts'
import { metricsOfFunction } from './lambda/metric-kinds.ts'
import type { MetricKind } from './metric-kind.ts'
import { metricsOfApi } from './metrics-of-api.ts'
import type { Where } from './operation.ts'
import { metricsOfPool } from './users/metric-kinds.ts'
import { poolOf } from './users/pool.ts'

/** What is measured, where that is no service: a database or a user pool, by its name in the system file. */
export interface Measured {
  database?: string | undefined
  pool?: string | undefined
}

/** From where on a metric is too high, as the system file has it, in the metric's own unit. */
export function thresholdOf(
  { asked }: MetricKind,
  { settings }: Where,
  { database, pool }: Measured,
): number | undefined {
  if (pool !== undefined) return undefined
  if (database !== undefined) return asked === 'cpu' ? settings.databases?.[database]?.cpuPercent : undefined
  const { cpuPercent, memoryPercent, requestMs, errorPercent } = settings.thresholds ?? {}
  return { cpu: cpuPercent, memory: memoryPercent, 'response-time': requestMs, '5xx': errorPercent }[asked]
}

/** Everything that CloudWatch keeps of a service, as far as its system file says what it is there. */
function ofService({ service }: Where): MetricKind[] {
  const { ecs, lambda, targetGroup, loadBalancer, apiGateway } = service?.settings ?? {}
  const task = ecs && {
    namespace: 'AWS/ECS',
    dimensions: { ClusterName: shortName(ecs.cluster), ServiceName: shortName(ecs.service) },
    statistic: 'Average' as const,
    unit: '%',
  }
  const balanced = loadBalancer && {
    namespace: 'AWS/ApplicationELB',
    dimensions: {
      LoadBalancer: afterColon(loadBalancer).replace('loadbalancer/', ''),
      ...(targetGroup !== undefined && { TargetGroup: afterColon(targetGroup) }),
    },
  }
  return [
    ...(task
      ? [
          { ...task, asked: 'cpu', label: 'CPU', name: 'CPUUtilization' },
          { ...task, asked: 'memory', label: 'memory', name: 'MemoryUtilization' },
        ]
      : []),
    ...(lambda ? metricsOfFunction(lambda.function) : []),
    ...(apiGateway === undefined ? [] : metricsOfApi(apiGateway)),
    ...(balanced
      ? [
          {
            ...balanced,
            asked: 'response-time',
            label: 'response time',
            name: 'TargetResponseTime',
            statistic: 'Average' as const,
            unit: 'ms',
            factor: 1_000,
          },
          {
            ...balanced,
            asked: 'errors',
            label: '5xx answers',
            name: 'HTTPCode_Target_5XX_Count',
            statistic: 'Sum' as const,
            unit: 'answers',
          },
          {
            ...balanced,
            asked: 'requests',
            label: 'requests',
            name: 'RequestCount',
            statistic: 'Sum' as const,
            unit: 'requests',
          },
        ]
      : []),
    ...(task
      ? [
          {
            ...task,
            namespace: 'ECS/ContainerInsights',
            asked: 'storage',
            label: 'storage of the fullest task',
            name: 'EphemeralStorageUtilized',
            statistic: 'Maximum' as const,
            unit: 'GB',
            needs: 'Container Insights of its cluster',
          },
        ]
      : []),
  ]
}

/** What can be shown of a service, a database or a user pool; a `UserError` where that is nothing. */
export function kindsOf(where: Where, { database, pool }: Measured): MetricKind[] {
  if (pool !== undefined) return metricsOfPool(poolOf(where, pool).id)
  const { system, environment, settings, service } = where
  const rds = database === undefined ? undefined : settings.databases?.[database]?.rds
  const found = database === undefined ? ofService(where) : rds === undefined ? [] : metricsOfInstance(rds)
  if (found.length > 0) return found
  throw new UserError(
    database === undefined
      ? `CloudWatch keeps nothing of ${service?.name ?? 'it'} that ${system.title} ${environment} names: its system file needs \`ecs\`, \`lambda\`, \`loadBalancer\` or \`apiGateway\` there.`
      : `${system.title} ${environment} has no database "${database}" with \`rds\` in its system file. As in: {example}`,
  )
}

const afterColon = (arn: string): string => arn.slice(arn.lastIndexOf(':') + 1)
