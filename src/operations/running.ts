import type { Call } from '../domain/run/plan.ts'
import type { Deployed, Revision } from '../ports/revision.ts'
import type { Where } from './operation.ts'

/** A service where it runs, as a plan finds it, and the calls that change it there. */
export interface Running {
  /** "api-gateway, production" */
  named: string
  /** What is locked while it is changed. */
  resource: string
  /** What runs it: "ECS". */
  platform: string
  /** What there are several of: "tasks". */
  copies: string
  desired: number
  running: number
  /** What it runs: the id of a revision, and as its platform calls that. */
  current: string
  runs: string
  /** The container whose image makes its version, where it is known. */
  container?: string
  /** What makes a change to it risky just now. */
  restless: string[]
  restart(): Call[]
  /** Has it run `to` copies, where there are `from`; without it their number is not set there. */
  scale?(from: number, to: number): Call
  /** What sets their number by itself, if something does; without it that is not known. */
  scaledBy?(): Promise<ScaledBy | undefined>
  /** A revision by its id. */
  revision(id: string): Promise<Revision | undefined>
  /** Those that can be gone back to, and the current one; the newest first. */
  revisions(): Promise<Revision[]>
  /** What became of them, the latest first; undefined where its platform does not tell. */
  deployed(): Promise<Deployed[] | undefined>
  /** Has it run an earlier revision; a `UserError` where it cannot. */
  rollback(to: Revision): Promise<Call[]>
  /** Has it run another version; `firstStep`: the number that the first of these calls has in its run. */
  deploy(version: string, firstStep: number): Promise<Deploying | 'runs already'>
}

/** What sets how many copies run by itself, and the command that moves its bounds, where there is one. */
export interface ScaledBy {
  name: string
  min: number
  max: number
  moving?(bound: 'min' | 'max', count: number): string
}

export interface Deploying {
  from: string
  to: string
  now: string[]
  calls: Call[]
}

/** Finds a service where it runs; a `UserError` where that is not known, or it is not there. */
export type FindRunning = (where: Where) => Promise<Running>

/** "2 of 2 running" */
export const counts = ({ running, desired }: Pick<Running, 'running' | 'desired'>): string =>
  `${running} of ${desired} running`
