import { UserError } from '../domain/errors.ts'
import { shortName } from '../domain/short-name.ts'
import { metricsOfFunction } from './lambda/metric-kinds.ts'
import type { MetricKind } from './metric-kind.ts'
import { metricsOfApi } from './metrics-of-api.ts'
import type { Where } from './operation.ts'

/** From where on a metric is too high, as the system file has it, in the metric's own unit. */
export function thresholdOf(
  { asked }: MetricKind,
  { settings }: Where,
  database: string | undefined,
): number | undefined {
  if (database !== undefined) return asked === 'cpu' ? settings.databases?.[database]?.cpuPercent : undefined
  const { cpuPercent, memoryPercent, requestMs, errorPercent } = settings.thresholds ?? {}
  return { cpu: cpuPercent, memory: memoryPercent, 'response-time': requestMs, '5xx': errorPercent }[asked]
}

const mebibyte = 1 / 1_048_576

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
  ]
}

const ofDatabase = (id: string): MetricKind[] => {
  const database = {
    namespace: 'AWS/RDS',
    dimensions: { DBInstanceIdentifier: id },
    statistic: 'Average' as const,
  }
  return [
    { ...database, asked: 'cpu', label: 'CPU', name: 'CPUUtilization', unit: '%' },
    {
      ...database,
      asked: 'connections',
      label: 'connections',
      name: 'DatabaseConnections',
      unit: 'connections',
    },
    {
      ...database,
      asked: 'storage',
      label: 'free storage',
      name: 'FreeStorageSpace',
      unit: 'MiB',
      factor: mebibyte,
    },
    {
      ...database,
      asked: 'free-memory',
      label: 'freeable memory',
      name: 'FreeableMemory',
      unit: 'MiB',
      factor: mebibyte,
    },
  ]
}

/** What can be shown of a service or, by its name, of a database; a `UserError` where that is nothing. */
export function kindsOf(where: Where, database: string | undefined): MetricKind[] {
  const { system, environment, settings, service } = where
  const rds = database === undefined ? undefined : settings.databases?.[database]?.rds
  const found = database === undefined ? ofService(where) : rds === undefined ? [] : ofDatabase(rds)
  if (found.length > 0) return found
  throw new UserError(
    database === undefined
      ? `CloudWatch keeps nothing of ${service?.name ?? 'it'} that ${system.title} ${environment} names: its system file needs \`ecs\`, \`lambda\`, \`loadBalancer\` or \`apiGateway\` there.`
      : `${system.title} ${environment} has no database "${database}" with \`rds\` in its system file. As in: {example}`,
  )
}

const afterColon = (arn: string): string => arn.slice(arn.lastIndexOf(':') + 1)
