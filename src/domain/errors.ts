import type { Incident } from './incident.ts'
import type { Lock } from './run/lock.ts'

/** Something a person can mend: the message says what to do, and `offer` is a command that does it. */
export class UserError extends Error {
  override readonly name = 'UserError'
  readonly offer: { label: string; command: string }[]
  constructor(message: string, ...offer: { label: string; command: string }[]) {
    super(message)
    this.offer = offer
  }
}

/** More are open than there is room for as buttons: `line` is to be completed by one of them, which a form can ask for. */
export class ManyOpenError extends UserError {
  readonly open: Incident[]
  readonly line: string
  constructor(message: string, open: Incident[], line: string, ...offer: UserError['offer']) {
    super(message, ...offer)
    this.open = open
    this.line = line
  }
}

/** What somebody typed begins with no command; the message and its offers are for where the words mean nothing else. */
export class NoCommandError extends UserError {
  readonly typed: string
  constructor(typed: string, message: string, ...offer: UserError['offer']) {
    super(message, ...offer)
    this.typed = typed
  }
}

/** Somebody has locked what is to be changed. People are told from the lock, with its time in their zone. */
export class LockedError extends UserError {
  readonly lock: Lock
  constructor(lock: Lock, ...offer: UserError['offer']) {
    super(`${lock.holder.name} has ${lock.service ?? lock.environment} ("${lock.reason}").`, ...offer)
    this.lock = lock
  }
}

/** Somebody has no right to do this with a system, at all or where they asked for it. */
export class NotAllowedError extends UserError {
  readonly system: string
  constructor(system: string, message: string, ...offer: UserError['offer']) {
    super(message, ...offer)
    this.system = system
  }
}

/** What went wrong outside. */
export interface Fault {
  service:
    | 'slack'
    | 'pagerduty'
    | 'aws'
    | 'github'
    | 'alertmanager'
    | 'http'
    | 'redis'
    | 'postgres'
    | 'mongodb'
    | 'kubernetes'
    | 'docker'
    /** What Belay was given at its start. */
    | 'environment'
  /** `away`: no answer or a 5xx, another try may help; `limited`: asked to wait; `refused`: trying again will not help. */
  fault: 'away' | 'limited' | 'refused'
  /** Whether the call may have had its effect all the same. */
  effect: 'none' | 'unknown'
  retryAfterMs?: number
  /** The service's own code, such as Slack's `channel_not_found`. */
  code?: string
}

/** What kind of error it is, by its code or name: its words may quote what it was about, an address or a token too. */
export function kindOf(error: unknown): string {
  let kind: string = typeof error
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code
    kind = at.name
  }
  return kind
}

/** How soon what only a newer version of Belay knows is offered again, in milliseconds: a process that knows it may take it. */
export const untilNewerMs = 2_000

/** The code of a fault that ends as soon as a newer version of Belay takes the matter up. */
export const newerSchema = 'newer_schema'

export class OutsideError extends Error {
  override readonly name = 'OutsideError'
  readonly fault: Fault
  constructor(message: string, fault: Fault, options?: ErrorOptions) {
    super(message, options)
    this.fault = fault
  }
}
