import type { MetricKind } from './metric-kind.ts'

/** What CloudWatch keeps of an API of API Gateway. The average of an error is the share of the requests that had it. */
export function metricsOfApi(name: string): MetricKind[] {
  const of = { namespace: 'AWS/ApiGateway', dimensions: { ApiName: name }, statistic: 'Average' as const }
  return [
    { ...of, asked: 'response-time', label: 'response time', name: 'Latency', unit: 'ms' },
    { ...of, asked: '5xx', label: '5xx answers', name: '5XXError', unit: '%', factor: 100 },
    { ...of, asked: '4xx', label: '4xx answers', name: '4XXError', unit: '%', factor: 100 },
    { ...of, asked: 'requests', label: 'requests', name: 'Count', statistic: 'Sum', unit: 'requests' },
  ]
}
