import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch'
import type { Finding, Probes } from '../../ports/probes.ts'
import type { AwsClients } from './clients.ts'
import { type AwsCall, ask, plain, within } from './failure.ts'
import { inWords } from './look.ts'

const call: AwsCall = {
  action: 'cloudwatch:DescribeAlarms',
  resource: 'alarms',
  about: 'alarm',
  allow: { Resource: '*' },
}

/** AWS takes so many names in one call, and gives so many alarms on one page. */
const atOnce = 100

type Alarm = MetricAlarm | CompositeAlarm

/** Reads alarms by name, or by the beginning of their name with a `*`. */
export function createAlarmsProbe(aws: AwsClients): Probes['alarms'] {
  return async ({ alarms: wanted, ...where }, timeoutMs) => {
    const began = performance.now()
    const limit = within(timeoutMs)
    const names = wanted.filter(name => !name.endsWith('*'))
    const searches = [
      ...Array.from({ length: Math.ceil(names.length / atOnce) }, (_, i) => ({
        AlarmNames: names.slice(i * atOnce, (i + 1) * atOnce),
      })),
      ...wanted.filter(name => name.endsWith('*')).map(name => ({ AlarmNamePrefix: name.slice(0, -1) })),
    ]

    async function found(search: (typeof searches)[number]): Promise<Alarm[]> {
      const all: Alarm[] = []
      let NextToken: string | undefined
      do {
        const page = await ask(call, limit, async abortSignal => {
          const cloudwatch = await aws.reading.cloudwatch(where)
          return cloudwatch.describeAlarms(
            { ...search, AlarmTypes: ['MetricAlarm', 'CompositeAlarm'], MaxRecords: atOnce, NextToken },
            { abortSignal },
          )
        })
        all.push(...(page.MetricAlarms ?? []), ...(page.CompositeAlarms ?? []))
        NextToken = page.NextToken
      } while (NextToken)
      return all
    }

    const findings = (given: Omit<Finding, 'ms'>[]): Finding[] =>
      given.map(finding => ({ ...finding, ms: performance.now() - began }))
    try {
      const all = new Map(
        (await Promise.all(searches.map(found))).flat().map(alarm => [alarm.AlarmName, alarm]),
      )
      return findings(assess([...all.values()], names))
    } catch (error) {
      return findings([{ state: 'unknown', what: '', detail: inWords(error) }])
    }
  }
}

function assess(alarms: Alarm[], names: string[]): Omit<Finding, 'ms'>[] {
  const raised = alarms.filter(({ StateValue }) => StateValue === 'ALARM').map(inAlarm)
  const missing = names
    .filter(name => !alarms.some(({ AlarmName }) => AlarmName === name))
    .map(name => ({ state: 'unknown' as const, what: name, detail: 'there is no alarm of this name' }))
  const quiet = { state: 'fine' as const, what: '', detail: `none of ${alarms.length} in alarm` }
  if (alarms.length === 0 && missing.length === 0)
    return [{ state: 'unknown', what: '', detail: 'there are no alarms of these names' }]
  const told = [...raised.sort((a, b) => (b.since ?? 0) - (a.since ?? 0)), ...missing]
  return told.length > 0 ? told : [quiet]
}

function inAlarm({ AlarmName = '', StateReason, StateTransitionedTimestamp, StateUpdatedTimestamp }: Alarm) {
  const since = (StateTransitionedTimestamp ?? StateUpdatedTimestamp)?.getTime()
  return {
    state: 'slow' as const,
    what: AlarmName,
    detail: StateReason ? `in alarm: ${plain(StateReason)}` : 'in alarm',
    ...(since !== undefined && { since }),
  }
}
