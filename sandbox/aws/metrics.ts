import { ok, type Service } from './answer.ts'

export interface MetricAlarm {
  name: string
  metric: string
  threshold: number
  state: 'OK' | 'ALARM'
}

/** What a metric moves around, and by how much. */
interface Level {
  around: number
  by: number
}

/** CloudWatch: values of metrics, which go up and down by the time of day, and the alarms that watch them. */
export function createMetrics() {
  /** By the metric's name, with its statistic where that is another one than the rest. */
  const levels = new Map<string, Level>([
    ['CPUUtilization', { around: 42, by: 18 }],
    ['MemoryUtilization', { around: 61, by: 6 }],
    ['TargetResponseTime', { around: 0.84, by: 0.4 }],
    ['HTTPCode_Target_5XX_Count', { around: 6, by: 6 }],
    ['RequestCount', { around: 9_000, by: 4_000 }],
    ['DatabaseConnections', { around: 48, by: 20 }],
    ['Latency', { around: 180, by: 60 }],
    ['5XXError', { around: 0.004, by: 0.003 }],
    ['4XXError', { around: 0.02, by: 0.01 }],
    ['Count', { around: 4_000, by: 1_500 }],
    ['Invocations', { around: 900, by: 300 }],
    ['Errors', { around: 2, by: 2 }],
    ['Throttles', { around: 0, by: 0 }],
    ['Duration', { around: 640, by: 200 }],
    ['ConcurrentExecutions', { around: 12, by: 6 }],
    ['FreeStorageSpace', { around: 41e9, by: 1e9 }],
    ['FreeableMemory', { around: 1.2e9, by: 3e8 }],
    ['EphemeralStorageUtilized', { around: 6, by: 3 }],
    ['SignInSuccesses', { around: 40, by: 10 }],
    ['SignInSuccesses SampleCount', { around: 44, by: 12 }],
  ])
  const watched: MetricAlarm[] = []

  /** A sum over what is searched for, less another one: `SUM(SEARCH('… MetricName="X" …', 'Sum')) - SUM(SEARCH(…))`. */
  function worked(expression: string): Level | undefined {
    const found = [...expression.matchAll(/SUM\(SEARCH\('[^']*MetricName="(\w+)"[^']*', '(\w+)'\)\)/g)]
    const terms = found.flatMap(
      ([, name = '', statistic]) => levels.get(statistic === 'Sum' ? name : `${name} ${statistic}`) ?? [],
    )
    const [first, ...others] = terms
    if (!first || terms.length < found.length) return undefined
    return others.reduce((sum, { around, by }) => ({ around: sum.around - around, by: sum.by - by }), first)
  }

  const answers: Service['answers'] = {
    GetMetricData({ StartTime, EndTime, MetricDataQueries = [] }) {
      // biome-ignore lint/suspicious/noExplicitAny: as the SDK sends it
      const results = MetricDataQueries.map((query: any) => {
        const { Id, MetricStat, Expression, Period = MetricStat.Period } = query
        const level = MetricStat ? levels.get(MetricStat.Metric.MetricName) : worked(Expression)
        const from = Math.ceil(StartTime / Period) * Period
        const count = level ? Math.max(0, Math.floor((EndTime - from) / Period)) : 0
        const times = Array.from({ length: count }, (_, i) => from + i * Period)
        return {
          Id,
          Timestamps: times,
          Values: times.map(at => level!.around + level!.by * Math.sin(at / 7_000)),
          StatusCode: 'Complete',
        }
      })
      return ok({ MetricDataResults: results })
    },
    GetMetricStatistics({ MetricName, StartTime, EndTime, Period, Statistics = [] }) {
      const level = levels.get(MetricName)
      const from = Math.ceil(StartTime / Period) * Period
      const count = level ? Math.min(1_440, Math.max(0, Math.floor((EndTime - from) / Period))) : 0
      const Datapoints = Array.from({ length: count }, (_, i) => {
        const at = from + i * Period
        const value = level!.around + level!.by * Math.sin(at / 7_000)
        return {
          Timestamp: at,
          Unit: 'None',
          ...Object.fromEntries(Statistics.map((one: string) => [one, value])),
        }
      })
      return ok({ Label: MetricName, Datapoints })
    },
    DescribeAlarmsForMetric: ({ MetricName }) =>
      ok({
        MetricAlarms: watched
          .filter(({ metric }) => metric === MetricName)
          .map(({ name, threshold, state }) => ({
            AlarmName: name,
            Threshold: threshold,
            StateValue: state,
          })),
      }),
  }
  return {
    answers,
    level: (metric: string, around: number, by: number): void => void levels.set(metric, { around, by }),
    forget: (metric: string): void => void levels.delete(metric),
    watch: (alarm: MetricAlarm): void => void watched.push(alarm),
  }
}
