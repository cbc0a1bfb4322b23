import type { Actor } from '../actor.ts'
import type { Run } from './run.ts'

/** Nobody else changes a resource while it is locked. */
export interface Lock {
  schema: 1
  /** The resource: `ecs:us-east-1:learnbot-production-cluster/learnbot-production-api-gateway`. */
  resource: string
  environment: string
  service?: string
  holder: Actor
  reason: string
  since: number
  /** Locked by hand: it stays locked until somebody unlocks it. */
  byHand?: true
  /** The run that changes it now. */
  run?: string
}

/** A lock that is held this long asks its holder whether it is still needed, and again after as long. */
export const nagMs = 3 * 3_600_000

/** Whether a run has to leave a resource alone: another run changes it, or somebody else has locked it by hand. */
export function standsInTheWay(lock: Lock, run: Run): boolean {
  if (lock.run !== undefined) return lock.run !== run.id
  const theirs = run.wantedBy ?? run.requestedBy
  return lock.holder.via !== theirs.via || lock.holder.id !== theirs.id
}

/** The lock of a resource once a run changes it. */
export const taken = (lock: Lock | undefined, resource: string, run: Run, at: number): Lock =>
  lock
    ? { ...lock, run: run.id }
    : {
        schema: 1,
        resource,
        environment: run.environment,
        ...(run.service !== undefined && { service: run.service }),
        holder: run.requestedBy,
        reason: run.reason ?? run.plan.title,
        since: at,
        run: run.id,
      }

/** The lock once the run that held it is over; undefined when nobody holds it any more. */
export function released(lock: Lock): Lock | undefined {
  const { run: _, ...held } = lock
  return lock.byHand ? held : undefined
}

/** The lock once nobody holds it by hand; undefined when no run changes the resource either. */
export function unlocked({ byHand: _, ...lock }: Lock): Lock | undefined {
  return lock.run === undefined ? undefined : lock
}
