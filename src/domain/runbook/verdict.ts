import type { Risk } from '../run/plan.ts'
import type { Input, Text } from './line.ts'
import type { Trouble } from './runbook.ts'

/** What Belay makes of a step: it runs, it asks for what is missing first, or a person does it. */
export const stepClasses = ['runs', 'asks', 'byHand'] as const
export type StepClass = (typeof stepClasses)[number]

/** What is handed over, with holes: the shape of JSON. */
export type Tree =
  | Text
  | { number: number }
  | { boolean: boolean }
  | { list: Tree[] }
  | { map: Record<string, Tree> }

/** Who carries it out: an operation of Belay's with its plan and approval, or a read through the service's own client. */
export type Via =
  | 'belay'
  | 'aws'
  | 'kubernetes'
  | 'docker'
  | 'http'
  | 'redis'
  | 'postgres'
  | 'mongo'
  | 'github'
  | 'value'

/** A command, typed. */
export interface Action {
  via: Via
  /** `scale`, `ecs:DescribeServices`, `pods`. */
  operation: string
  risk: Risk
  input: Record<string, Tree>
  /** What it is done on, as the outside knows it: the system's file says which service that is. */
  on?: Record<string, Tree>
  /** What is done with what it answers, in this order. */
  filters: Filter[]
  /** Under which name the answer is kept for later steps; those of secrets are never shown. */
  sets?: { name: string; secret: boolean }[]
}

export type Filter =
  | { by: 'query'; expression: string }
  | { by: 'jq'; program: string; raw: boolean }
  | { by: 'grep'; pattern: string; invert: boolean; ignoreCase: boolean }
  | { by: 'head' | 'tail'; lines: number }
  | { by: 'sort'; numeric: boolean; reverse: boolean }
  | { by: 'uniq'; count: boolean }
  | { by: 'wc' }
  /** Each line of the answer is given to another command. */
  | { by: 'each'; action: Action }

interface AnyVerdict {
  /** What is wrong with it as it stands. */
  troubles: Trouble[]
}

export type Verdict =
  | (AnyVerdict & { class: 'runs'; actions: Action[] })
  | (AnyVerdict & { class: 'asks'; actions: Action[]; inputs: Input[] })
  | (AnyVerdict & { class: 'byHand'; reason: string; risk: Risk })
