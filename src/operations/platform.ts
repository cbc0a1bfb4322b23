import { UserError } from '../domain/errors.ts'
import type { Call, Plan } from '../domain/run/plan.ts'
import type { Service } from '../domain/service-settings.ts'
import type { Task } from '../domain/task-settings.ts'
import type { Where } from './operation.ts'
import { serviceOf } from './service-of.ts'
import type { Before, Version } from './version.ts'

/** What is asked for of a deploy. */
export interface DeployInput {
  version?: string | undefined
  /** The branch to deploy from; the system file's without it. */
  branch?: string | undefined
  force?: boolean | undefined
  confirm?: string | undefined
  /** In percent of its calls, where they can be shared between versions. */
  weight?: number | undefined
}

/** A task that a system file names, with its blanks filled in. */
export interface ToExec {
  name: string
  task: Task
  command: string[]
}

/** What services run on: how one gets another version there, and goes back to an earlier one. */
export interface Platform {
  /** What the service is there, as the system file says it: `ecs: { cluster, service }`. */
  setting: string
  /** Whether the system file puts a service there. */
  has(settings: Service): boolean
  /** By what its `deploy` says. `firstStep`: of the run, since steps name earlier ones by their number. */
  deploy(
    input: DeployInput & { version: string },
    where: Where,
    firstStep: number,
  ): Promise<Plan | 'runs already'>
  /** To what ran before, or to the revision of that number. */
  rollback(revision: number | undefined, where: Where): Promise<Plan>
  /** New ones of the same kind in place of all that run; without it there is nothing to restart. */
  restart?(where: Where): Promise<Plan>
  /** Another number of them; without it they have none. */
  scale?(count: number, where: Where): Promise<Plan>
  /** What was deployed lately, the latest first. */
  versions(where: Where): Promise<Version[]>
  /** What runs now, and what can be gone back to. */
  before(where: Where): Promise<Before>
  /** Runs a command in a container like the service's own, where there are containers. */
  exec?(wanted: ToExec, where: Where): Promise<{ calls: Call[]; now: string[]; resources: string[] }>
}

/** What a service runs on; a `UserError` where its system file does not say. */
export function platformOf(platforms: Platform[], where: Where): Platform {
  const { system, environment } = where
  const service = serviceOf(where)
  const found = platforms.find(({ has }) => has(service.settings))
  if (found) return found
  const settings = platforms.map(({ setting }) => `\`${setting}\``)
  throw new UserError(
    `${system.title} ${environment} does not say what ${service.name} runs on: its system file needs ${settings.join(' or ')} there.`,
  )
}
