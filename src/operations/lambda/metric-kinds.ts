import type { MetricKind } from '../metric-kind.ts'

/** What CloudWatch keeps of a function. */
export function metricsOfFunction(name: string): MetricKind[] {
  const of = { namespace: 'AWS/Lambda', dimensions: { FunctionName: name } }
  const counted = { ...of, statistic: 'Sum' as const }
  return [
    { ...counted, asked: 'calls', label: 'calls', name: 'Invocations', unit: 'calls' },
    { ...counted, asked: 'errors', label: 'failed calls', name: 'Errors', unit: 'calls' },
    { ...counted, asked: 'throttles', label: 'throttled calls', name: 'Throttles', unit: 'calls' },
    { ...of, asked: 'duration', label: 'time of a call', name: 'Duration', statistic: 'Average', unit: 'ms' },
    {
      ...of,
      asked: 'concurrency',
      label: 'calls at a time',
      name: 'ConcurrentExecutions',
      statistic: 'Maximum',
      unit: 'at a time',
    },
  ]
}
