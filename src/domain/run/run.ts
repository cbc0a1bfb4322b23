import type { Actor } from '../actor.ts'
import type { IncidentRef } from '../incident.ts'
import type { Origin } from '../runbook/origin.ts'
import type { Severity } from '../severity.ts'
import type { Params, Plan, Risk, Shift } from './plan.ts'
import type { Step } from './step.ts'

/**
 * `proposed` waits for approvals, `approved` for its turn; `doubtful` for a person to say whether a call had its effect.
 * `void`: the world moved, or something stood in the way, before anything was changed.
 */
export const runStates = [
  'proposed',
  'approved',
  'running',
  'doubtful',
  'succeeded',
  'failed',
  'cancelled',
  'declined',
  'expired',
  'void',
] as const
export type RunState = (typeof runStates)[number]

/** The last that a service printed since the run began, oldest first; `of`: whose words they are, where its log tells. */
export type RunLog = { service: string } & ({ lines: string[]; of?: string } | { unread: string })

interface Approval {
  by: Actor
  at: number
}

/** Where its message stands: in a channel, or in a thread. */
export interface RunPlace {
  channel: string
  thread?: string
}

/** One carrying-out of an operation, from the asking to its end. */
export interface Run {
  schema: 1
  id: string
  system: string
  environment: string
  service?: string
  operation: string
  input: Params
  risk: Risk
  plan: Plan
  /** SHA-256 over what is approved of the plan. */
  digest: string
  place: RunPlace
  /** Asked for while working on it, and how bad that was then. */
  incident?: IncidentRef & { severity: Severity }
  /** That was open, and of the same environment: what it needs is more than what is planned. */
  urgent?: true
  requestedBy: Actor
  requestedAt: number
  /** The same by Redis's clock in real milliseconds: history that was lost since then may be this run's. */
  askedAt: number
  reason?: string
  /** The step of a runbook that it is, where one asked for it. */
  origin?: Origin
  /** How many approvals it takes; 0 for what needs none. */
  required: number
  approvals: Approval[]
  /** Until when it can be approved. */
  expiresAt: number
  /** When those who may approve were asked to. */
  pingedAt?: number
  /** Whoever asked may go ahead alone, as it stood when they asked. */
  mayGoAlone?: true
  /** Who said no, and why. */
  declined?: { by: Actor; at: number; text?: string }
  /** Alone, without the approvals, and why. */
  breakGlass?: { by: Actor; at: number; reason: string }
  state: RunState
  stateAt: number
  steps: Step[]
  /** Somebody wants it stopped. */
  cancel?: { by: Actor; at: number }
  /** When the first call was made. */
  startedAt?: number
  endedAt?: number
  /** Why it ended as it did, where it did not succeed. */
  why?: string
  /** What its service printed, where it failed. */
  log?: RunLog
  /** How long such a run usually takes, in milliseconds. */
  usualMs?: number
  /** For how long the change is wanted, in milliseconds: then it is undone. */
  boxMs?: number
  /** It is taken back when its incident is resolved. */
  untilResolved?: true
  /** When people were last reminded of what it opened, or closes. */
  openToldAt?: number
  /** When it is undone; once that has begun, by which run. */
  undo?: { at: number; toldAt?: number; run?: string }
  /** What it made has ended by itself. */
  lapsed?: true
  /** Who has changed since what it made, which may have ended it. */
  followed?: { by: Actor; ended?: true }
  /** Who has set anew since what was changed for a while: it is not taken back then. */
  overtakenBy?: Actor
  /** The run that this one takes back, and who wanted that: their own lock is in nobody's way. */
  undoes?: string
  wantedBy?: Actor
  /** The schedule that it is done by: it waits for what is locked. */
  scheduled?: string
  /** What it waits for before it can begin. */
  waits?: string
}

/** A run as others speak of it. */
export interface RunRef {
  id: string
  /** "roll back api-gateway, production" */
  title: string
  shifts: Shift[]
  untilResolved?: true
}

export const refOf = ({ id, plan, untilResolved }: Run): RunRef => ({
  id,
  title: plan.title,
  shifts: plan.shifts,
  ...(untilResolved && { untilResolved }),
})

export const isOver = ({ state }: Run): boolean =>
  state !== 'proposed' && state !== 'approved' && state !== 'running' && state !== 'doubtful'

/** Whether anything may have been changed. */
export const hasBegun = (run: Run): boolean => run.startedAt !== undefined

/** The step that is under way or next, by its number; undefined when none is left. */
export function currentStep(run: Run): number | undefined {
  const at = run.steps.findIndex(({ state }) => state !== 'done' && state !== 'failed')
  return at < 0 ? undefined : at
}

/** "deploy of api-gateway": what people call it. */
export const runLabel = ({ operation, service, environment }: Run): string =>
  `${operation} of ${service ?? environment}`
