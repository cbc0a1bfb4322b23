import type { Backups } from '../backups.ts'

/** Anything that JSON can hold. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json }
export type Params = { [name: string]: Json }

/** What an operation does to what it is used on. What is mild changes nothing that runs, is bounded, and needs nobody else. */
export const risks = ['read', 'mild', 'change', 'destructive'] as const
export type Risk = (typeof risks)[number]

/** One call to the outside, exactly as it will be made. */
export interface Call {
  /** In the outside's own words: `ecs:UpdateService`. */
  action: string
  /** What it is made on, as people know it: `learnbot-production-api-gateway`. */
  on: string
  /** What it sets, in words: "task definition …:40". */
  sets: string
  /**
   * What is sent, and what it was planned on: the state that the call expects to find. `{ "$result": 0, "of": "arn" }`
   * stands for what the step of that number will have answered.
   */
  params: Params
}

/** What is there now, and what will be there: "41  a1b2c3d  2 h ago, Ben" → "40  9f8e7d6  ran 3 days". */
export interface Shift {
  from?: string
  to: string
}

/** What an operation would do now. */
export interface Plan {
  /** What is asked for, as it goes on after "asks to": "roll back api-gateway, production". */
  title: string
  shifts: Shift[]
  /** How it is just now, which is shown and not approved: it moves by itself. */
  now: string[]
  warnings: string[]
  /** What people have to do once it is done. */
  next?: string
  calls: Call[]
  /** What nobody else may change meanwhile. */
  resources: string[]
  /** Other environments that what is changed serves as well: the strictest rules of them all count. */
  shared?: string[]
  /** The calls that take it back, where there are such. */
  undo?: Call[]
  /** What may be wanted instead, for whoever asks. */
  offers?: { label: string; command: string }[]
  /** It opens something to the outside: for `mostMs` in all, in milliseconds, and everybody is told as long as it is open. */
  exposes?: { mostMs: number }
  /** It lists backups, which are to be like this. */
  backups?: Backups
  /** Whose log is followed for so long, in milliseconds, once it is done. */
  watch?: { service: string; ms: number }[]
  /** The calls that clear away what was prepared for it, made where it is declined or comes to nothing otherwise. */
  otherwise?: Call[]
}

/** What is wanted for longer is no longer for a while, in milliseconds. */
export const longestBoxMs = 24 * 3_600_000
export const noLongerThanThat =
  'a change for a while lasts 24 h at most; make it for good instead, without --for'

/** How long a change is wanted: for milliseconds, or as long as its incident is open; for good without either. */
export interface Lasting {
  boxMs?: number | undefined
  untilResolved?: true | undefined
}

/** What an approval is for: the calls with everything they send and expect to find, for how long, and what is locked. */
export const approved = (
  { calls, undo, otherwise, resources, shared, exposes }: Plan,
  { boxMs, untilResolved }: Lasting,
): Json =>
  ({
    calls,
    resources,
    undo: undo ?? [],
    shared: shared ?? [],
    ...(exposes && { exposes }),
    ...(otherwise && { otherwise }),
    boxMs: boxMs ?? null,
    untilResolved: untilResolved ?? false,
  }) as unknown as Json

/** So many characters of a plan one message shows, with what else it says. */
const shownMost = 9_000

/** Whether one message shows all of a plan: nobody approves what they cannot read. */
export function readable({ shifts, calls, undo = [], now, warnings, next = '' }: Plan): boolean {
  const lines = [
    ...shifts.map(({ from = '', to }) => from + to),
    ...[...calls, ...undo].map(({ action, on, sets }) => action + on + sets),
    ...now,
    ...warnings,
    next,
  ]
  return lines.reduce((sum, line) => sum + line.length + lineExtra, 0) <= shownMost
}

/** What stands between and around: "then", an arrow, the end of the line. */
const lineExtra = 12
