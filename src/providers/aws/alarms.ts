import type { Finding, Probes } from '../../ports/probes.ts'
import type { AwsClients } from './clients.ts'
import { describeAlarms, type FoundAlarm } from './describe-alarms.ts'
import { plain, within } from './failure.ts'
import { inWords } from './look.ts'

/** Reads alarms by name, or by the beginning of their name with a `*`. */
export function createAlarmsProbe(aws: AwsClients): Probes['alarms'] {
  return async ({ alarms: wanted, ...where }, timeoutMs) => {
    const began = performance.now()
    const names = wanted.filter(name => !name.endsWith('*'))
    const findings = (given: Omit<Finding, 'ms'>[]): Finding[] =>
      given.map(finding => ({ ...finding, ms: performance.now() - began }))
    try {
      const found = await describeAlarms(aws, where, wanted, within(timeoutMs))
      return findings(assess(found, names))
    } catch (error) {
      return findings([{ state: 'unknown', what: '', detail: inWords(error) }])
    }
  }
}

function assess(alarms: FoundAlarm[], names: string[]): Omit<Finding, 'ms'>[] {
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
