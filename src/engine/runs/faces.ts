import type { Actor } from '../../domain/actor.ts'
import type { Lock } from '../../domain/run/lock.ts'
import type { Plan } from '../../domain/run/plan.ts'
import type { Run, RunPlace } from '../../domain/run/run.ts'
import type { AskedOfRun } from './ledger.ts'
import type { Planned, ToPlan } from './planner.ts'
import type { Rewritten } from './rewritten.ts'

/** Something that somebody asks for. */
export interface Request extends ToPlan {
  by: Actor
  place: RunPlace
  /** The id of the incident it is asked for in. */
  incident?: string
  reason?: string
  /** The word that its environment may want to be typed. */
  confirm?: string | undefined
  /** What its run is called, where whoever asks for it at the same time is to ask for the same one. */
  id?: string | undefined
  /** Whoever asks may look, and need not be one who may ask for a change. */
  onlyLooks?: boolean | undefined
}

/** What became of it: a run, or the word that is to be typed first, with what would be done. */
export type Answered = { run: Run } | { word: string; plan: Plan }

/** A resource of a system that is locked by hand. */
export interface LockRequest {
  system: string
  environment: string
  service: string
  by: Actor
  reason: string
}

/** What commands may do with changes to infrastructure. Refusals are `UserError`s that say what to do. */
export interface Runs {
  /** What would be done now; nothing is kept. */
  plan(wanted: ToPlan): Promise<Planned>
  /** The word that has to be typed before it is asked for, as far as that is known without a plan. */
  word(wanted: ToPlan): Promise<string | undefined>
  /** The plan of what could be asked for now: refused where it is locked or frozen. */
  preview(request: Request): Promise<Plan>
  /** Asks for it: refused where it is locked or frozen. `operation` makes it count once. */
  request(request: Request, operation: string): Promise<Answered>
  apply(run: Run, event: AskedOfRun, operation: string): Promise<Run>
  /** Goes ahead without approvals, alone, where that is allowed. */
  breakGlass(run: Run, by: Actor, reason: string, operation: string): Promise<Run>
  /** Takes back now what was wanted for a while, and is over. */
  takeBack(run: Run, by: Actor, operation: string): Promise<Run>
  /** Begins a taking-back once more that came to nothing. */
  takeBackAgain(undo: Run, by: Actor, operation: string): Promise<Run>
  /** Why a change is not what its step of the runbook says any more. */
  rewritten: Rewritten
  find(id: string): Promise<Run | undefined>
  open(systems: string[]): Promise<Run[]>
  /** The latest, newest first. */
  recent(systems: string[], limit: number): Promise<Run[]>
  locks(systems: string[]): Promise<(Lock & { system: string })[]>
  lock(request: LockRequest, operation: string): Promise<Lock>
  /** Lets go of what was locked by hand, by whoever holds it; answers what was locked. */
  unlock(place: Omit<LockRequest, 'reason'>, operation: string): Promise<Lock>
}
