import type { Actor } from '../../domain/actor.ts'
import type { RunEvent } from '../../domain/run/events.ts'
import type { Run } from '../../domain/run/run.ts'
import type { AuditEntry } from '../../ports/store.ts'
import { nameOf } from '../saving.ts'

/** How far it is can be seen while it is; what is worth keeping is what was called, and how it ended. */
export const isAudited = ({ type }: RunEvent): boolean => type !== 'progress' && type !== 'log'

/** Who asked, who approved, what was called, what came back, in which incident: without an event, that it was asked for. */
export function auditOf(
  run: Run,
  event: RunEvent | undefined,
  at: number,
  incident: string | undefined,
): AuditEntry[] {
  const { id, operation, environment, service, digest } = run
  const about = { run: id, operation, environment, ...(service !== undefined && { service }) }
  const entry = (by: Actor, what: string, detail: Record<string, unknown>): AuditEntry => ({
    at,
    by: nameOf(by),
    what: `run ${what}`,
    ...(incident !== undefined && { incident }),
    detail: { ...about, ...detail },
  })
  if (!event) {
    const { input, plan, reason, requestedBy, required, undoes, origin } = run
    const asked = {
      input,
      digest,
      required,
      calls: plan.calls,
      ...(undoes !== undefined && { undoes }),
      ...(reason !== undefined && { reason }),
      ...(origin && { runbook: { procedure: origin.procedure, step: origin.step, mark: origin.mark } }),
    }
    return [entry(requestedBy, 'asked', asked)]
  }
  if (!isAudited(event)) return []
  const { type, by, at: _, ...detail } = event
  const call = 'step' in event ? { call: run.steps[event.step]?.call } : {}
  const isCall = type === 'starting' || type === 'going-back'
  return [entry(by, type, { ...detail, ...(isCall && call), state: run.state })]
}
