import type { MetricKind } from '../metric-kind.ts'

const mebibyte = 1 / 1_048_576

/** What CloudWatch keeps of an instance of RDS. */
export function metricsOfInstance(id: string): MetricKind[] {
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
