import type { ChangedBefore } from './incident.ts'
import { type Run, runLabel } from './run/run.ts'

/** So long before an incident a change may have brought it about, in milliseconds. */
const recentMs = 7_200_000
/** PagerDuty tells whole seconds: what began within the one in which an alert fired may have been before it. */
const secondMs = 1_000

/** The latest change before an incident: of its service, else of its environment, also where another shares that. */
export function changedBefore(
  runs: Run[],
  { environment, service, at }: { environment: string; service?: string; at: number },
): ChangedBefore | undefined {
  const before = runs
    .filter(run => run.risk === 'change' || run.risk === 'destructive')
    .filter(run => run.environment === environment || run.plan.shared?.includes(environment))
    .filter(({ startedAt = 0 }) => startedAt < at + secondMs && at - startedAt <= recentMs)
    .sort((a, b) => b.startedAt! - a.startedAt!)
  const run = before.find(run => service !== undefined && run.service === service) ?? before[0]
  if (!run) return undefined
  const { id, operation, plan, requestedBy, startedAt } = run
  return {
    run: id,
    label: runLabel(run),
    shifts: plan.shifts,
    by: requestedBy,
    at: startedAt!,
    ...(operation === 'deploy' &&
      run.service !== undefined && { deployed: { environment: run.environment, service: run.service } }),
  }
}
