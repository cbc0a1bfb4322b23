import type { Formula, Metric, Metrics } from '../../ports/metrics.ts'
import { type AwsCall, within } from './call.ts'
import type { AwsClients } from './clients.ts'
import { ask } from './failure.ts'

const callMs = 8_000

const call = (action: string): AwsCall => ({
  action: `cloudwatch:${action}`,
  resource: 'metrics',
  about: 'metric',
  // CloudWatch's policies know no single metric.
  allow: { Resource: '*' },
})

/** Reads CloudWatch's metrics, several in one call, and the alarms that watch them. */
export const createMetrics = (aws: AwsClients): Metrics => ({
  async values(metrics, { from, to, periodS }, place) {
    const { MetricDataResults: results = [] } = await ask(
      call('GetMetricData'),
      within(callMs),
      async abortSignal => {
        const cloudwatch = await aws.reading.cloudwatch(place)
        const asked = {
          StartTime: new Date(from),
          EndTime: new Date(to),
          ScanBy: 'TimestampAscending' as const,
          MetricDataQueries: metrics.map((metric, i) => ({ Id: `m${i}`, ...queryOf(metric, periodS) })),
        }
        return cloudwatch.getMetricData(asked, { abortSignal })
      },
    )
    return metrics.map((_, i) => {
      const { Timestamps = [], Values = [] } = results.find(({ Id }) => Id === `m${i}`) ?? {}
      return Timestamps.map((at, n) => ({ at: at.getTime(), value: Values[n] ?? 0 }))
    })
  },

  async thresholds({ namespace, name, dimensions }, place) {
    const { MetricAlarms: alarms = [] } = await ask(
      call('DescribeAlarmsForMetric'),
      within(callMs),
      async abortSignal => {
        const cloudwatch = await aws.reading.cloudwatch(place)
        const asked = { Namespace: namespace, MetricName: name, Dimensions: dimensionsOf(dimensions) }
        return cloudwatch.describeAlarmsForMetric(asked, { abortSignal })
      },
    )
    return alarms.flatMap(({ AlarmName: alarm = '', Threshold: value, StateValue: state = '' }) =>
      value === undefined ? [] : [{ alarm, value, state }],
    )
  },
})

const queryOf = (metric: Metric | Formula, Period: number) =>
  'expression' in metric
    ? { Expression: metric.expression, Period }
    : {
        MetricStat: {
          Metric: {
            Namespace: metric.namespace,
            MetricName: metric.name,
            Dimensions: dimensionsOf(metric.dimensions),
          },
          Period,
          Stat: metric.statistic,
        },
      }

const dimensionsOf = (dimensions: Record<string, string>) =>
  Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }))
