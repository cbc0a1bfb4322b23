import { z } from 'zod'
import { alarmOf } from '../domain/alert-routing.ts'
import { encoded } from '../domain/encoded.ts'
import type { System } from '../domain/system.ts'
import type { AlertEvent } from '../ports/alerts.ts'
import { linksOf } from './alert-links.ts'

const titleAtMost = 1_000

/** What CloudWatch has SNS tell of an alarm. Its time has an offset without a colon. */
export const Alarm = z.object({
  AlarmName: z.string().min(1),
  AlarmArn: z.string().startsWith('arn:'),
  AlarmDescription: z.string().nullish(),
  NewStateValue: z.enum(['ALARM', 'OK', 'INSUFFICIENT_DATA']),
  NewStateReason: z.string().nullish(),
  OldStateValue: z.string().nullish(),
  StateChangeTime: z
    .string()
    .transform(text => Date.parse(text))
    .refine(Number.isFinite, 'expected a time'),
})
export type Alarm = z.infer<typeof Alarm>

/** What an alarm that was delivered under this id says to a system; nothing when CloudWatch does not know how it stands. */
export function eventOf(alarm: Alarm, id: string, system: System): AlertEvent | undefined {
  const { AlarmName: name, AlarmArn, AlarmDescription, NewStateValue, StateChangeTime: at } = alarm
  if (NewStateValue === 'INSUFFICIENT_DATA') return undefined
  const hadFired = alarm.OldStateValue === 'ALARM'
  return {
    id,
    source: 'cloudwatch',
    key: AlarmArn,
    is: NewStateValue === 'ALARM' ? 'firing' : hadFired ? 'over' : 'over-unfired',
    signal: { at },
    title: titleOf(alarm),
    ...alarmOf(system, name),
    links: linksOf(
      ['Runbook', /https?:\/\/[^\s<>"')\]]+/.exec(AlarmDescription ?? '')?.[0]],
      ['CloudWatch', consoleOf(AlarmArn, name)],
    ),
  }
}

/** Its name with what its description begins with, else with the reason that CloudWatch gives. */
function titleOf({ AlarmName, AlarmDescription, NewStateReason }: Alarm): string {
  const lines = (AlarmDescription ?? '').split('\n').map(line => line.trim())
  const said = lines.find(line => line !== '' && !/^https?:/.test(line)) ?? NewStateReason
  return `${AlarmName}${said ? `: ${said}` : ''}`.slice(0, titleAtMost)
}

/** Where the alarm is looked at, but for the parts of AWS that have a console of their own. */
function consoleOf(arn: string, name: string): string | undefined {
  const region = /^arn:aws:cloudwatch:([a-z0-9-]+):/.exec(arn)?.[1]
  const alarm = encoded(name)
  return (
    region &&
    `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#alarmsV2:alarm/${alarm}`
  )
}
