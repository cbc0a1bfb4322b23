import type { Job, Order } from '../domain/jobs.ts'

/** A job in hand, under a lease. */
export interface Claim {
  /** What is owed; undefined when that cannot be read. */
  job: Job | undefined
  id: string
  kind: string
  token: string
  /** Grows when the job is ordered again while it is in hand. */
  generation: number
  /** When it was due, by the (possibly hurried) clock; and how late it was claimed, in real milliseconds. */
  due: number
  lateMs: number
  /** How often it has been claimed, this time included. */
  attempts: number
  /** How many workers in a row had it and were lost. */
  lost: number
  /** Somebody else had it and did not finish: until it is done, what they did is uncertain. */
  takeover: boolean
  /** It was begun before, and not finished: by somebody who was lost, or by an attempt that failed, counted or not. */
  again: boolean
}

export interface Claimed {
  claims: Claim[]
  /** Real milliseconds until the next job may be claimable; undefined when nothing is waiting. */
  nextInMs: number | undefined
}

/** A job that was put aside for a person to look at. */
export interface ParkedJob {
  id: string
  /** Undefined when what is owed cannot be read. */
  job: Job | undefined
  why: string
  /** When it was put aside, in real milliseconds. */
  at: number
  attempts: number
}

/** The jobs of one system; every call about a claim answers false when the claim's token has been lost. */
export interface Queue {
  /** In order; when it rejects, the first of many may be owed already. */
  order(system: string, orders: Order[]): Promise<void>
  claim(system: string, limit: number, leaseMs: number, kinds: readonly string[]): Promise<Claimed>
  renew(system: string, claim: Claim, leaseMs: number): Promise<boolean>
  done(system: string, claim: Claim): Promise<boolean>
  /** Gives it back to be tried again after `afterMs` of real time; `count: false` when the fault was the outside's. */
  retry(system: string, claim: Claim, afterMs: number, why: string, count: boolean): Promise<boolean>
  /** Puts it aside, with the reason, for a person to look at. */
  park(system: string, claim: Claim, why: string): Promise<boolean>
  /** What is owed under this id, wherever it is; undefined when nothing is, or it cannot be read. */
  find(system: string, id: string): Promise<Job | undefined>
  /** What is put aside, the newest first. Ordering such a job again tries it again, as one that was begun before. */
  parked(system: string): Promise<ParkedJob[]>
  depth(system: string): Promise<{ waiting: number; held: number; parked: number }>
}
