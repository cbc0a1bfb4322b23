import type { Change, Template } from './template.ts'

/** So long each resource takes, in milliseconds. */
export const resourceMs = 4_000

/** Something that was begun with a stack, and goes on by the clock. */
export interface Operation {
  kind: 'create' | 'update' | 'delete' | 'rollback' | 'continue'
  token: string | undefined
  at: number
  changes: Change[]
  /** What the stack is made of when it has succeeded. */
  becomes?: Template
  cancelledAt?: number
}

export interface SimulatedChangeSet {
  name: string
  id: string
  description: string
  at: number
  isNew: boolean
  template: Template
  changes: Change[]
  /** It was executed, or another one was. */
  execution?: 'EXECUTE_COMPLETE' | 'OBSOLETE'
}

export interface SimulatedStack {
  name: string
  id: string
  at: number
  /** What it is made of, as far as nothing is under way. */
  template: Template
  parameters: Record<string, string>
  isProtected?: boolean
  operations: Operation[]
  changeSets: SimulatedChangeSet[]
  /** Names of resources that somebody has changed by hand. */
  drifted?: string[]
  driftLookedAt?: number
}
