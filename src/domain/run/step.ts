import type { Call, Json } from './plan.ts'

/** `starting`: the call is about to be made, or was; `started`: it was taken, and is on its way. */
export type StepState = 'waiting' | 'starting' | 'started' | 'done' | 'failed' | 'doubtful'

/** How far a step is. */
export interface Progress {
  done: number
  /** 0 where the outside only says what it is doing, and counts nothing. */
  of: number
  /** It is on its way, though nothing of it may be done yet: where it is, in the outside's word, where that has one. */
  begun?: true | string
  /** So long it may stand as it does, in milliseconds, where that is longer than most things do. */
  usualMs?: number
  /** What is counted, as in "1 of 2 new tasks healthy". */
  what: string
  /** The last things that the outside said about it, oldest first. */
  said: string[]
  /** The end of what it printed, as it came. */
  output?: string
  /** Where it can be watched. */
  url?: string
}

export interface Step {
  call: Call
  state: StepState
  /** When the call was about to be made, and when the step ended. */
  startedAt?: number
  /** The last moment at which the call can have been sent, in real milliseconds by Redis's clock. */
  sendBy?: number
  endedAt?: number
  /** What the call answered: what identifies what it began. */
  result?: Json
  progress?: Progress
  /** Why it failed, or what is in doubt, or why its call could not be made just now. */
  why?: string
  /** What it was to change runs again as before: the outside went back by itself. */
  wentBack?: true
  /** When it was looked at last, and when it last came further: more was done than before, or it was elsewhere. */
  lookedAt?: number
  progressAt?: number
  /** Why the outside does not tell how far it is. */
  unseen?: string
  /** People have been told that it does not get on. */
  stalled?: boolean
  /** Since when it is being stopped. */
  goingBackAt?: number
}
