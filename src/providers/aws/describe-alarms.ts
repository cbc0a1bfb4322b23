import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch'
import type { AwsCall, TimeLimit } from './call.ts'
import type { AwsClients, Where } from './clients.ts'
import { ask } from './failure.ts'

export type FoundAlarm = MetricAlarm | CompositeAlarm

const call: AwsCall = {
  action: 'cloudwatch:DescribeAlarms',
  resource: 'alarms',
  about: 'alarm',
  allow: { Resource: '*' },
}

/** AWS takes so many names in one call, and gives so many alarms on one page. */
const atOnce = 100

/** Reads alarms by name, or by the beginning of their name with a `*`. Each once. */
export async function describeAlarms(
  aws: AwsClients,
  where: Where,
  wanted: string[],
  limit: TimeLimit,
): Promise<FoundAlarm[]> {
  const names = wanted.filter(name => !name.endsWith('*'))
  const searches = [
    ...Array.from({ length: Math.ceil(names.length / atOnce) }, (_, i) => ({
      AlarmNames: names.slice(i * atOnce, (i + 1) * atOnce),
    })),
    ...wanted.filter(name => name.endsWith('*')).map(name => ({ AlarmNamePrefix: name.slice(0, -1) })),
  ]

  async function found(search: (typeof searches)[number]): Promise<FoundAlarm[]> {
    const all: FoundAlarm[] = []
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

  const all = (await Promise.all(searches.map(found))).flat()
  return [...new Map(all.map(alarm => [alarm.AlarmName, alarm])).values()]
}
