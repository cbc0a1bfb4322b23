import type { Finding, Probes } from '../../ports/probes.ts'
import { within } from './call.ts'
import type { AwsClients } from './clients.ts'
import { describeAlarms, type FoundAlarm } from './describe-alarms.ts'
import { plain } from './diagnosis.ts'
import { inWords } from './look.ts'

/** Reads alarms by name, or by the beginning of their name with a `*`. */
export function createAlarmsProbe(aws: AwsClients): Probes['alarms'] {
  return async ({ alarms: wanted, begin = {}, ...where }, timeoutMs) => {
    const began = performance.now()
    const names = wanted.filter(name => !name.endsWith('*'))
    const findings = (given: Omit<Finding, 'ms'>[]): Finding[] =>
      given.map(finding => ({ ...finding, ms: performance.now() - began }))
    try {
      const found = await describeAlarms(aws, where, wanted, within(timeoutMs))
      return findings(assess(found, names, begin))
    } catch (error) {
      return findings([{ state: 'unknown', what: '', detail: inWords(error) }])
    }
  }
}

function assess(alarms: FoundAlarm[], names: string[], begin: Record<string, string>): Omit<Finding, 'ms'>[] {
  const raised = alarms.filter(({ StateValue }) => StateValue === 'ALARM').map(inAlarm)
  const missing = names
    .filter(name => !alarms.some(({ AlarmName }) => AlarmName === name))
    .map(name => ({ state: 'unknown' as const, what: name, detail: 'there is no alarm of this name' }))
  const quiet = { state: 'fine' as const, what: '', detail: `none of ${alarms.length} in alarm` }
  if (alarms.length === 0 && missing.length === 0)
    return [{ state: 'unknown', what: '', detail: 'there are no alarms of these names' }]
  const otherwise = alarms.flatMap(alarm => elsewhere(alarm, begin))
  const told = [...raised.sort((a, b) => (b.since ?? 0) - (a.since ?? 0)), ...missing, ...otherwise]
  return told.length > 0 ? told : [quiet]
}

/** An alarm that begins elsewhere than the team means it to. */
function elsewhere(alarm: FoundAlarm, begin: Record<string, string>): Omit<Finding, 'ms'>[] {
  const { AlarmName: what = '' } = alarm
  const meant = Object.hasOwn(begin, what) ? begin[what] : undefined
  const is = beginning(alarm)
  if (meant === undefined || meant === is) return []
  const detail = `begins ${is ?? 'at what is no single figure'}, and the system file says ${meant}`
  return [{ state: 'unsettled', what, detail }]
}

/** "above 5" */
function beginning(alarm: FoundAlarm): string | undefined {
  if (!('Threshold' in alarm) || alarm.Threshold === undefined) return undefined
  const [side] = /Greater|Less/.exec(alarm.ComparisonOperator ?? '') ?? []
  return side && `${side === 'Greater' ? 'above' : 'below'} ${alarm.Threshold}`
}

function inAlarm({
  AlarmName = '',
  StateReason,
  StateTransitionedTimestamp,
  StateUpdatedTimestamp,
}: FoundAlarm) {
  const since = (StateTransitionedTimestamp ?? StateUpdatedTimestamp)?.getTime()
  return {
    state: 'slow' as const,
    what: AlarmName,
    detail: StateReason ? `in alarm: ${plain(StateReason)}` : 'in alarm',
    ...(since !== undefined && { since }),
  }
}
