import type { z } from 'zod'
import type { Alarms } from '../../ports/alarms.ts'
import { disableAlarmActions, enableAlarmActions } from '../../ports/calls/alarms.ts'
import { type CallKind, type Maker, maker } from '../../ports/calls/call.ts'
import { within } from './call.ts'
import type { AwsClients } from './clients.ts'
import { describeAlarms } from './describe-alarms.ts'
import { callMs, once } from './once.ts'

type Params = z.infer<typeof disableAlarmActions.params>

export const createAlarms = (aws: AwsClients): Alarms => ({
  async find(where, wanted) {
    const found = await describeAlarms(aws, where, wanted, within(callMs))
    return found.map(({ AlarmName = '', StateValue, ActionsEnabled }) => ({
      name: AlarmName,
      isRaised: StateValue === 'ALARM',
      isHeard: ActionsEnabled !== false,
    }))
  },
})

/** Switches the actions of alarms off and on: each says what is to be. */
export function alarmMakers(aws: AwsClients, alarms: Alarms): Maker[] {
  const switching = (kind: CallKind<Params>, isHeard: boolean): Maker =>
    maker<Params>({
      kind,
      repeatable: true,
      async look({ alarms: names, ...where }) {
        const found = await alarms.find(where, names)
        const missing = names.filter(name => !found.some(alarm => alarm.name === name))
        // What is gone has nothing to switch on again, and must not keep the others off.
        if (missing.length > 0 && !isHeard)
          return { is: 'other', how: `CloudWatch has no alarm ${missing[0]} any more.` }
        return found.every(alarm => alarm.isHeard === isHeard)
          ? { is: 'after', result: {} }
          : { is: 'before' }
      },
      async start({ alarms: AlarmNames, ...where }) {
        const call = {
          action: kind.action,
          resource: AlarmNames.join(', '),
          about: `alarm ${AlarmNames.join(', ')}`,
          allow: { Resource: `arn:aws:cloudwatch:${where.region ?? '*'}:*:alarm:*` },
          changes: true as const,
        }
        await once(call, async abortSignal => {
          const cloudwatch = await aws.cloudwatch(where)
          return isHeard
            ? cloudwatch.enableAlarmActions({ AlarmNames }, { abortSignal })
            : cloudwatch.disableAlarmActions({ AlarmNames }, { abortSignal })
        })
        return {}
      },
    })
  return [switching(disableAlarmActions, false), switching(enableAlarmActions, true)]
}
