import type { z } from 'zod'
import type { Call, Json, Params } from '../../domain/run/plan.ts'
import type { Progress } from '../../domain/run/step.ts'

/** One kind of call that changes something outside: its name, in the outside's words, and what it takes. */
export interface CallKind<P extends object> {
  action: string
  params: z.ZodType<P>
}

export const callKind = <P extends object>(action: string, params: z.ZodType<P>): CallKind<P> => ({
  action,
  params,
})

/** One call of a plan, to be made as it stands. */
export const callOf = <P extends object>(
  { action }: CallKind<P>,
  { on, sets, params }: { on: string; sets: string; params: P },
): Call => ({ action, on, sets, params: params as unknown as Params })

/** In a plan's parameters: what an earlier step will have answered under `of`. */
export const resultOf = (step: number, of: string): string => ({ $result: step, of }) as unknown as string

/** One field of what a call has answered, where it has it. */
export const fieldOf = (result: Json, name: string): Json | undefined =>
  typeof result === 'object' && result !== null && !Array.isArray(result) ? result[name] : undefined

/** Who makes a call: what is tagged with it finds it again. */
export interface Made {
  run: string
  step: number
}

/** The same once the call was about to be made, in milliseconds since the epoch. */
export interface Begun extends Made {
  since: number
}

/** As a tag on what a call made. */
export const tagOf = ({ run, step }: Made): string => `${run}/${step}`

/** As the name of what a call made, or a token by which its service knows the call again. */
export const nameFor = ({ run, step }: Made): string => `belay-${run}-${step}`

/** Ends the comment of what a call made, where its service takes no token: by it that is found again. */
export const markOf = (made: Made): string => `[belay ${tagOf(made)}]`

/** A comment as people wrote it. */
export const withoutMark = (comment: string): string => comment.replace(/ ?\[belay [0-9a-f]+\/\d+\]$/, '')

/** How the world stands to a call: as it was planned on, as the call would make it, or otherwise. */
export type Standing = { is: 'before' } | { is: 'after'; result: Json } | { is: 'other'; how: string }

export type Observation =
  | { is: 'going'; progress: Progress }
  | { is: 'done'; progress?: Progress; result?: Json }
  /** `wentBack`: what was there before runs again, by itself. */
  | { is: 'failed'; why: string; said: string[]; output?: string; wentBack?: true }

/** Makes calls of one kind. Each method is one attempt; faults are `OutsideError`s. */
export interface Maker<P extends object = object> {
  kind: CallKind<P>
  /** Whether it may be sent again when its answer was lost and nothing has changed: it says what is to be, not what to do. */
  repeatable: boolean
  /** `since`: when it was about to be made, where it may have been; what it began may be over and undone by now. */
  look(params: P, made: Made & Partial<Begun>): Promise<Standing>
  /**
   * Resolves with what identifies what it began, as JSON. Where it looks first, or makes several calls, it `guard`s each
   * that changes something in the tick in which it is sent.
   */
  start(params: P, made: Made, guard?: () => void): Promise<Json>
  /** What has become of what was begun; without it, the call is done when it is answered. */
  observe?(params: P, result: Json, made: Begun): Promise<Observation>
  /** All that it has printed, as far as it is still known; without it, nothing prints. */
  output?(params: P, result: Json, made: Made): Promise<string | undefined>
  /**
   * Stops what was begun, `guard`ing each call that changes something in the tick in which it is sent; without it, a run
   * can only be let go while what it began goes on.
   */
  cancel?(params: P, result: Json, guard: () => void): Promise<void>
}

/** Gives a maker the types of its own parameters. */
export const maker = <P extends object>(typed: Maker<P>): Maker => typed as unknown as Maker

/** By action. */
export type Makers = Map<string, Maker>

/** The same, where they may have to be loaded first. */
export interface MakerSource {
  get(action: string): Maker | undefined | Promise<Maker | undefined>
}

export const makers = (...all: Maker[]): Makers => new Map(all.map(one => [one.kind.action, one]))
