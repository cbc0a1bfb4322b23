import type { Actor } from '../domain/actor.ts'
import type { EventType, IncidentEvent } from '../domain/events.ts'
import type { Incident } from '../domain/incident.ts'
import type { Severity } from '../domain/severity.ts'
import type { Environment, System } from '../domain/system.ts'
import type { Entry } from '../domain/timeline.ts'
import type { Member } from '../ports/directory.ts'
import type { OnCall } from '../ports/pager.ts'

/** An event without its time: the engine's clock gives it. */
export type Asked<T extends EventType = EventType> = T extends EventType
  ? Omit<Extract<IncidentEvent, { type: T }>, 'at'> & { at?: number }
  : never

export interface Declaration {
  system: string
  environment: string
  service?: string
  severity: Severity
  title: string
  links?: { label: string; url: string }[]
  by: Actor
}

/** What commands may do with incidents. Refusals are `UserError`s that say what to do. */
export interface Incidents {
  /** Takes one event; `operation` makes it count once. Answers the incident as it is afterwards. */
  apply(incident: Incident, event: Asked, operation: string): Promise<Incident>
  /** Refuses what its state does not let happen: before somebody is asked for what is missing, and writes in vain. */
  permit(incident: Incident, change: EventType): void
  declare(declaration: Declaration, operation: string): Promise<Incident>
  merge(from: Incident, into: Incident, by: Actor, operation: string): Promise<Incident>
  /** By random id or by number, in any system. */
  find(reference: string): Promise<Incident | undefined>
  byThread(channel: string, thread: string): Promise<Incident | undefined>
  open(systems: string[]): Promise<Incident[]>
  recent(systems: string[], limit: number): Promise<Incident[]>
  timeline(incident: Incident): Promise<Entry[]>
  /** Where its card stands, once it does. */
  card(incident: Incident): Promise<{ channel: string; ts: string } | undefined>
}

/** The systems as their files say, and which of them live in a channel. */
export interface Systems {
  all(): System[]
  get(name: string): System | undefined
  inChannel(channel: string): Promise<{ system: System; environment: string; settings: Environment }[]>
}

export interface People {
  /**
   * Whether this Slack user is one of a system's responders, operators or approvers. A `UserError` that names the
   * group when one of them has nobody in it as far as Slack says, and the user is in none of the others.
   */
  has(system: System, role: 'responders' | 'operators' | 'approvers', user: string): Promise<boolean>
  /** Everybody in one of a system's roles. */
  in(system: System, role: 'responders' | 'operators' | 'approvers'): Promise<Member[]>
  member(user: string): Promise<Member | undefined>
  /** The person a user typed: `<@U1>`, `U1`, an e-mail. */
  named(text: string): Promise<Member | undefined>
}

export interface Messages {
  /** The address of a message; undefined when Slack does not tell: it is away, or Belay may not see the message. */
  link(message: { channel: string; ts: string }): Promise<string | undefined>
}

export interface OnCalls {
  /** Who is on call now, level by level: as PagerDuty says, else as the system file's ladder resolves in Slack. */
  of(system: System): Promise<{ source: 'pagerduty' | 'ladder'; levels: OnCall[] }>
}
