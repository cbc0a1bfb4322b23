import { openTimeOf } from './business-hours.ts'
import type { Contradiction, Path, Rule } from './contradiction.ts'
import type { Duration } from './duration.ts'
import type { System } from './system.ts'

const yearOfWeeks = 52

/** Business time is that of the file, and never more than a year of it. */
export const durationRules: Rule[] = [
  {
    reads: ['severities', 'escalation', 'businessHours'],
    faults: system =>
      durationsOf(system).flatMap(([path, duration]) => inBusinessTime(system, path, duration)),
  },
  {
    reads: ['milestones', 'businessHours'],
    faults: system =>
      (Array.isArray(system.milestones) ? system.milestones : []).flatMap(({ within }, i) =>
        typeof within === 'number' ? [] : inBusinessTime(system, ['milestones', i, 'within'], within),
      ),
  },
]

function durationsOf({ severities, escalation }: System): [Path, Duration][] {
  return [
    ...Object.entries(severities).flatMap(([name, { acknowledge, postmortem }]): [Path, Duration][] => [
      [['severities', name, 'acknowledge'], acknowledge],
      ...(postmortem ? [[['severities', name, 'postmortem'], postmortem] as [Path, Duration]] : []),
    ]),
    ...escalation.flatMap(({ wait }, i): [Path, Duration][] =>
      wait ? [[['escalation', i, 'wait'], wait]] : [],
    ),
  ]
}

function inBusinessTime({ businessHours }: System, path: Path, duration: Duration): Contradiction[] {
  if ('ms' in duration) return []
  if (!businessHours)
    return [{ path, expected: 'businessHours in this file, or a duration by the wall clock' }]
  const year = yearOfWeeks * new Set(businessHours.days).size * openTimeOf(businessHours)
  if ('businessHours' in duration && duration.businessHours * 3_600_000 > year)
    return [{ path, expected: 'no more than a year of business hours' }]
  if ('businessDays' in duration && duration.businessDays * openTimeOf(businessHours) > year)
    return [{ path, expected: 'no more than a year of business days' }]
  return []
}
