import { canonical } from '../../domain/canonical.ts'
import type { Plan } from '../../domain/run/plan.ts'

/** What is not as it was when a plan was approved, in words. */
export function moved(then: Plan, now: Plan): string {
  const was = then.shifts.find((shift, i) => shift.from !== now.shifts[i]?.from)
  const is = was && now.shifts[then.shifts.indexOf(was)]
  if (was?.from !== undefined && is?.from !== undefined)
    return `It was approved while there was ${was.from}, and now there is ${is.from}.`
  const other = now.calls.find((call, i) => canonical(call) !== canonical(then.calls[i] ?? null))
  if (other)
    return `What would be called now is another thing than what was approved: ${other.action} on ${other.on}, ${other.sets}.`
  return 'What was approved is not what would be done now.'
}
