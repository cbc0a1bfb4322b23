import type { ResourceChange } from '../domain/stack-change.ts'

/** A stack of CloudFormation by its name or its ARN, with the place it is in. */
export interface StackTarget {
  stack: string
  region?: string
  role?: string
}

/** A template by its address in S3, or as it stands. */
export type Template = { url: string } | { body: string }

export interface StackState {
  /** The whole ARN. */
  id: string
  /** As CloudFormation says it: `UPDATE_COMPLETE`; and why. */
  status: string
  reason?: string
  /** Milliseconds since the epoch. */
  changedAt?: number
  parameters: string[]
  outputs: { name: string; value: string }[]
  /** It refuses to be deleted. */
  isProtected: boolean
  /** Whether its resources are as its template says, as far as that was looked for: `IN_SYNC`, `DRIFTED`, `NOT_CHECKED`. */
  drift: string
}

export interface StackResource {
  name: string
  type: string
  status: string
  /** What it is called in its own service. */
  id?: string
  /** `MODIFIED` or `DELETED` by something else than the stack. */
  drift?: string
}

export interface ChangeSet {
  /** The whole ARN. */
  id: string
  name: string
  description: string
  /** `CREATE_COMPLETE`, `FAILED` … and why. */
  status: string
  reason?: string
  /** Whether it can be executed: `AVAILABLE`, `OBSOLETE`, `EXECUTE_COMPLETE` … */
  execution: string
  changes: ResourceChange[]
}

export interface StackEvent {
  at: number
  name: string
  type: string
  status: string
  reason?: string
  /** Of the request that it follows from. */
  token?: string
  /** It is about the stack itself. */
  isStack: boolean
}

/** AWS CloudFormation, as plans and looks read it. Faults are `OutsideError`s in words. */
export interface Stacks {
  /** Undefined when there is no such stack. */
  state(target: StackTarget): Promise<StackState | undefined>
  /** What a template asks for. */
  summary(
    template: Template,
    place: Omit<StackTarget, 'stack'>,
  ): Promise<{ parameters: { name: string; hasDefault: boolean }[]; capabilities: string[] }>
  /** By its name or ARN; undefined when there is no such change set. */
  changeSet(target: StackTarget, name: string): Promise<ChangeSet | undefined>
  resources(target: StackTarget): Promise<StackResource[]>
  /** The latest page of events, newest first. */
  events(target: StackTarget): Promise<StackEvent[]>
  /** What has happened since the request of that token began, newest first; none where it has not. */
  eventsSince(target: StackTarget, token: string): Promise<StackEvent[]>
}

/** Whether it is otherwise than its template says, as far as that was looked for. */
export const hasDrifted = ({ drift }: StackResource): boolean => drift === 'MODIFIED' || drift === 'DELETED'

/** What failed first, of events with the newest first: others were cancelled for it. */
export const firstFailed = (events: StackEvent[]): StackEvent | undefined =>
  events.findLast(({ isStack, status }) => !isStack && status.endsWith('_FAILED'))
