import type { Json } from '../domain/run/plan.ts'
import type { CacheTarget } from './caches.ts'
import type { ComposeTarget } from './containers.ts'
import type { MongoTarget } from './mongodb.ts'
import type { PostgresTarget } from './postgres.ts'
import type { Account } from './probes.ts'
import type { DeploymentTarget } from './workloads.ts'

/** A command that only reads, with all its holes filled. */
export interface FilledRead {
  operation: string
  input: Record<string, Json>
  /** What opens the secrets that it is sent with, by what stands in their place; opened within the call alone. */
  secrets?: ReadonlyMap<string, () => Promise<string>>
}

/** Rows as a tool prints them below a head. */
export interface Rows {
  columns: string[]
  rows: (string | number)[][]
}

/** What it answered: a tree, rows, or text as it came, with what is worth knowing besides. */
export type StepAnswer = ({ json: Json } | { rows: Rows } | { text: string }) & { about?: string }

/** Where each kind of read goes, as the system file has it. */
export interface StepTargets {
  aws: Account
  http: Account
  postgres: PostgresTarget
  redis: CacheTarget
  mongo: MongoTarget
  /** The deployments and the services of Compose that the file names, and no others. */
  kubernetes: DeploymentTarget[]
  docker: ComposeTarget[]
  /** A repository, and the branch that is meant where none is named. */
  github: { repo: string; ref: string }
}

/** Carries out what only reads, of one kind. Faults are `OutsideError`s and `UserError`s. */
export type StepReader<Target> = (read: FilledRead, target: Target) => Promise<StepAnswer>

export type StepReaders = { [Kind in keyof StepTargets]?: StepReader<StepTargets[Kind]> }
