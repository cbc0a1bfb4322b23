import type { Actor } from '../actor.ts'
import type { Json } from './plan.ts'
import type { RunLog } from './run.ts'
import type { Progress } from './step.ts'

export const runTimers = ['expire', 'stall', 'undo-soon', 'undo', 'lapse', 'still-open'] as const
export type RunTimer = (typeof runTimers)[number]

/** What can happen to a run. */
export type RunEvent = { at: number; by: Actor } & (
  | { type: 'approve'; digest: string }
  | { type: 'decline'; text?: string }
  | { type: 'break-glass'; text: string }
  | { type: 'cancel' }
  /** Those who may approve are asked to. */
  | { type: 'ping' }
  /** The world is not what the plan was made on, or something stands in the way. */
  | { type: 'void'; why: string }
  /** What takes a change back waits for a lock. */
  | { type: 'waits'; why: string }
  | { type: 'starting'; step: number; sendBy: number }
  /** The call was not made after all, and can be made later: `why` not now. */
  | { type: 'not-started'; step: number; why?: string }
  | { type: 'started'; step: number; result: Json }
  | { type: 'progress'; step: number; progress: Progress }
  /** How far it is cannot be looked at: what it began goes on all the same. */
  | { type: 'unseen'; step: number; why: string }
  | { type: 'done'; step: number; result?: Json; progress?: Progress }
  | { type: 'step-failed'; step: number; why: string; said?: string[]; output?: string; wentBack?: true }
  /** What its service printed has been read, or cannot be. */
  | { type: 'log'; log: RunLog }
  | { type: 'doubt'; step: number; why: string }
  /** Somebody has looked, and says whether a doubtful call had its effect. */
  | { type: 'settle'; had: boolean }
  /** What was begun is about to be stopped, as somebody wanted. */
  | { type: 'going-back'; step: number }
  /** It has been stopped, or let go: `why` it could not be. */
  | { type: 'stopped'; why?: string }
  | { type: 'extend'; until: number }
  /** `instead`: of the run that was to take it back, and did not. */
  | { type: 'undoing'; run: string; instead?: string }
  /** What it changed for a while somebody has set anew. */
  | { type: 'overtaken' }
  /** What it made was changed by a later run, or ended. */
  | { type: 'followed'; ended: boolean }
  | { type: 'due'; timer: RunTimer }
)
export type RunEventType = RunEvent['type']

/** What happened, as data; blocks/ words it. */
export type RunHappening =
  | { kind: 'asked' }
  | { kind: 'approved'; afterMs: number; left: number }
  | { kind: 'declined'; text?: string }
  | { kind: 'expired' }
  | { kind: 'glass-broken'; reason: string }
  | { kind: 'void'; why: string }
  | { kind: 'waits'; why: string }
  | { kind: 'started' }
  | { kind: 'cancelling' }
  | { kind: 'cancelled'; begun: boolean; why?: string }
  | { kind: 'unseen'; why: string }
  | { kind: 'stalled'; forMs: number }
  | { kind: 'doubtful'; why: string }
  | { kind: 'settled'; had: boolean }
  | { kind: 'succeeded'; tookMs: number; said: string[] }
  | { kind: 'failed'; why: string }
  | { kind: 'undo-soon'; inMs: number }
  | { kind: 'extended'; until: number }
  | { kind: 'undoing' }
  /** What it opened, or is to close, stands open still. */
  | { kind: 'still-open'; forMs: number }
