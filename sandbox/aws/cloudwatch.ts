import { arn, ok, type Service } from './answer.ts'
import { createMetrics } from './metrics.ts'

export interface Alarm {
  name: string
  state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA'
  /** Since when it is in that state, in milliseconds since the epoch. */
  since: number
  reason?: string
  description?: string
  /** Where it begins, as in "above 5". */
  begins?: string
  /** Its actions are switched off. */
  quiet?: boolean
}

/** CloudWatch: alarms, and the metrics that they watch. */
export function createCloudWatch() {
  const metrics = createMetrics()
  const alarms = new Map<string, Alarm>()
  function quieten(names: string[], quiet: boolean) {
    for (const name of names) {
      const alarm = alarms.get(name)
      if (alarm) alarms.set(name, { ...alarm, quiet })
    }
    return ok()
  }
  const answers: Service['answers'] = {
    DescribeAlarms({ AlarmNames, AlarmNamePrefix = '', StateValue, MaxRecords = 50, NextToken = '0' }) {
      const asked = [...alarms.values()]
        .filter(({ name }) => (AlarmNames ? AlarmNames.includes(name) : name.startsWith(AlarmNamePrefix)))
        .filter(({ state }) => StateValue === undefined || state === StateValue)
      const from = Number(NextToken)
      const next = from + MaxRecords
      return ok({
        MetricAlarms: asked.slice(from, next).map(described),
        CompositeAlarms: [],
        ...(next < asked.length && { NextToken: `${next}` }),
      })
    },
    GetDashboard: ({ DashboardName }) =>
      ok({
        DashboardArn: arn('cloudwatch', `dashboard/${DashboardName}`),
        DashboardBody: JSON.stringify({ widgets: [] }),
        DashboardName,
      }),
    DisableAlarmActions: ({ AlarmNames }) => quieten(AlarmNames, true),
    EnableAlarmActions: ({ AlarmNames }) => quieten(AlarmNames, false),
    ...metrics.answers,
  }
  return {
    answers,
    resource: () => arn('cloudwatch', 'alarm:*'),
    metrics,
    get: (name: string): Alarm | undefined => alarms.get(name),
    set: (alarm: Alarm): void => void alarms.set(alarm.name, alarm),
    remove: (name: string): void => void alarms.delete(name),
  } satisfies Service & Record<string, unknown>
}

const described = ({
  name,
  state,
  since,
  reason = 'Threshold Crossed',
  description,
  begins = 'above 1',
  quiet = false,
}: Alarm) => ({
  AlarmName: name,
  AlarmArn: arn('cloudwatch', `alarm:${name}`),
  AlarmDescription: description,
  ActionsEnabled: !quiet,
  ComparisonOperator: begins.startsWith('above') ? 'GreaterThanThreshold' : 'LessThanThreshold',
  Threshold: Number(begins.split(' ')[1]),
  StateValue: state,
  StateReason: reason,
  StateUpdatedTimestamp: since / 1000,
  StateTransitionedTimestamp: since / 1000,
})
