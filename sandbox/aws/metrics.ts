import { ok, type Service } from './answer.ts'

export interface MetricAlarm {
  name: string
  metric: string
  threshold: number
  state: 'OK' | 'ALARM'
}

/** CloudWatch: values of metrics, which go up and down by the time of day, and the alarms that watch them. */
export function createMetrics() {
  /** What a metric moves around, and by how much, by its name. */
  const levels = new Map<string, { around: number; by: number }>([
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
  ])
  const watched: MetricAlarm[] = []

  const answers: Service['answers'] = {
    GetMetricData({ StartTime, EndTime, MetricDataQueries = [] }) {
      // biome-ignore lint/suspicious/noExplicitAny: as the SDK sends it
      const results = MetricDataQueries.map(({ Id, MetricStat: { Metric, Period } }: any) => {
        const level = levels.get(Metric.MetricName)
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
