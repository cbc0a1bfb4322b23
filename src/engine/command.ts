import type { z } from 'zod'
import type { Actor } from '../domain/actor.ts'
import type { UserError } from '../domain/errors.ts'
import type { ServiceSetting } from '../domain/having.ts'
import type { Incident } from '../domain/incident.ts'
import type { RunEventType } from '../domain/run/events.ts'
import type { Run } from '../domain/run/run.ts'
import type { System } from '../domain/system.ts'
import type { Silenced } from '../operations/alertmanager.ts'
import type { Health } from '../operations/health.ts'
import type { LogSearch } from '../operations/logs.ts'
import type { Giving } from '../operations/secrets/give.ts'
import type { Versions } from '../operations/versions.ts'
import type { Invocation, Reply } from '../ports/invocation.ts'
import type { Library } from '../runbook/library.ts'
import type { Steps } from '../runbook/steps.ts'
import type { Audits } from './audits.ts'
import type { Checklists } from './checklists/checklists.ts'
import type { Incidents, Messages, OnCalls, People, Systems } from './faces.ts'
import type { Follows } from './follows.ts'
import type { ParkedJobs } from './parked.ts'
import type { Reads } from './reads.ts'
import type { Runs } from './runs/faces.ts'
import type { Outputs } from './runs/output.ts'
import type { Schedules } from './schedules/schedules.ts'

export type Role = 'responders' | 'operators' | 'approvers'
export type Permission = 'anyone' | Role | 'operators or approvers'

/** What every command can reach. */
export interface Faces {
  incidents: Incidents
  systems: Systems
  people: People
  messages: Messages
  oncall: OnCalls
  health: Health
  runs: Runs
  reads: Reads
  outputs: Outputs
  giving: Giving
  versions: Versions
  silenced: Silenced
  audit: Audits
  parked: ParkedJobs
  logs: LogSearch
  follows: Follows
  library: Library
  steps: Steps
  checklists: Checklists
  schedules: Schedules
  now(): number
  /** What a form shows besides, if it is there in time; undefined when it is not. */
  inTime<T>(work: Promise<T>): Promise<T | undefined>
}

/** One carrying-out of a command, parsed and authorised. */
export interface Call<Args> {
  args: Args
  actor: Actor
  invocation: Invocation
  faces: Faces
}

interface Common<Schema extends z.ZodObject> {
  /** As it is typed, without the slash: `incident ack`. */
  name: string
  aliases?: string[]
  /** What people type for it who know it from elsewhere ("kubectl get pods"): it is offered to them. */
  knownAs?: string[]
  /** One short line for the help, and what else is worth knowing (read where the help is about this alone). */
  summary: string
  more?: string
  /** As it may be typed, with blanks for what a system file names: `restart {service}` (`examples.ts`). */
  example: string
  args: Schema
  /** Arguments that may be given without `--name`, in order; `rest` takes what is left of the line. */
  positional?: (keyof z.infer<Schema> & string)[]
  rest?: keyof z.infer<Schema> & string
  /** What is left is a few words: a quote that nothing closes is a slip in them, and kept in a longer text. */
  short?: true
  permission: Permission
  /** It is about secrets: what is typed behind it and no name could be one, and is neither quoted nor logged. */
  quiet?: true
  /** What is filled in in a form and cannot be right, or does not go together, by field: told while it is open. */
  misfits?(given: Record<string, string | undefined>, systems: System[]): Record<string, string>
}

/** A command about one incident: the one it names, or the one in whose thread it was asked. */
export interface IncidentCommand<Schema extends z.ZodObject = z.ZodObject> extends Common<Schema> {
  about: 'incident'
  /** It is over by that: a number before the text, which may name another incident, is asked about first. */
  ends?: true
  run(call: Call<z.infer<Schema>> & { incident: Incident; system: System }): Promise<Reply>
}

/** A command about one system: the one it names, or the only one that lives in the channel. */
export interface SystemCommand<Schema extends z.ZodObject = z.ZodObject> extends Common<Schema> {
  about: 'system'
  /** `all` may stand for every service there is. */
  takesAll?: true
  /** Which services it is for: those that have one of these in their system file. */
  needs?: readonly ServiceSetting[]
  /** What it takes beyond `permission`, where that depends on what is asked for. */
  takes?(args: z.infer<Schema>, place: { system: System; environment: string }): Permission
  run(call: CallAt<z.infer<Schema>>): Promise<Reply>
}

/** A carrying-out at a place, for services that have one of what it `needs`. */
export type CallAt<Args> = Call<Args> & {
  system: System
  environment: string
  needs?: readonly ServiceSetting[] | undefined
}

/** A command about everything that lives in the channel. */
export interface ChannelCommand<Schema extends z.ZodObject = z.ZodObject> extends Common<Schema> {
  about: 'channel'
  /** Over many systems at once no other right can be asked. */
  permission: 'anyone'
  /** Answers also where no system lives. */
  anywhere?: true
  run(call: Call<z.infer<Schema>> & { systems: System[] }): Promise<Reply>
}

/** A command about one run: the one that it names by its id. */
export interface RunCommand<Schema extends z.ZodObject = z.ZodObject> extends Common<Schema> {
  about: 'run'
  /** What it does, as in "may approve this". */
  deed: string
  /** Where none is named, it is the last one that the person asked for and that this event is for still; or what is said. */
  elseLast?: { can: RunEventType; none: string }
  /** What it takes instead of `permission`, where that depends on the run. */
  takes?(asked: Run): Permission
  /** What is said to whoever asked for the change themselves, where it is for others. */
  notByRequester?(asked: Run): UserError
  run(call: Call<z.infer<Schema>> & { asked: Run; system: System }): Promise<Reply>
}

export type Command = IncidentCommand | SystemCommand | ChannelCommand | RunCommand

/** Gives a command the types of its own arguments. */
export const incidentCommand = <S extends z.ZodObject>(command: Omit<IncidentCommand<S>, 'about'>): Command =>
  ({ ...command, about: 'incident' }) as unknown as Command
export const systemCommand = <S extends z.ZodObject>(command: Omit<SystemCommand<S>, 'about'>): Command =>
  ({ ...command, about: 'system' }) as unknown as Command
export const channelCommand = <S extends z.ZodObject>(command: Omit<ChannelCommand<S>, 'about'>): Command =>
  ({ ...command, about: 'channel' }) as unknown as Command
export const runCommand = <S extends z.ZodObject>(command: Omit<RunCommand<S>, 'about'>): Command =>
  ({ ...command, about: 'run' }) as unknown as Command
