import { type Risk, risks } from '../run/plan.ts'
import type { Input, Text } from './line.ts'
import type { Trouble } from './runbook.ts'

/** What Belay makes of a step: it runs, it asks for what is missing first, or a person does it. */
const stepClasses = ['runs', 'asks', 'byHand'] as const
export type StepClass = (typeof stepClasses)[number]

/** What is handed over, with holes: the shape of JSON. */
export type Tree =
  | Text
  | { number: number }
  | { boolean: boolean }
  | { list: Tree[] }
  | { map: Record<string, Tree> }

/** Who carries it out: an operation of Belay's with its plan and approval, or a read through the service's own client. */
type Via =
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
  /** What a secret is to be: which operation gives it that, is known once it is known where that comes from. */
  secret?: Text
  /** What is done with what it answers, in this order. */
  filters: Filter[]
  /** Under which name the answer is kept for later steps; those of secrets are never shown. */
  sets?: { name: string; secret: boolean }[]
  /** It is carried out even where what stands before it has failed, and that has ended nothing. */
  anyway?: true
}

/** What is done with an answer; what grep looks for may have holes. */
export type Filter = Filtering<Text>
export type FilledFilter = Filtering<string>

type Filtering<Pattern> =
  | { by: 'query'; expression: string }
  /** AWS's `--output text`. */
  | { by: 'text' }
  /** Kubernetes' `-o yaml`, and `-o custom-columns` with a path of JMESPath for each. */
  | { by: 'yaml' }
  | { by: 'columns'; columns: { name: string; expression: string }[] }
  | { by: 'jq'; program: string; flags: string[] }
  | ({ by: 'grep'; pattern: Pattern } & Grep)
  | { by: 'head' | 'tail'; lines: number }
  /** `tail -n +2`: all lines from that one on. */
  | { by: 'from'; line: number }
  | ({ by: 'sort' } & Sort)
  | { by: 'uniq'; count: boolean }
  | { by: 'wc' }
  /** Each line of the answer, or each word of it, is given to other commands. */
  | { by: 'each'; per: 'line' | 'word'; actions: Action[] }

/** What lines grep keeps, and what it shows of them. */
export interface Grep {
  invert: boolean
  ignoreCase: boolean
  /** So many lines around each that fits. */
  before?: number
  after?: number
  /** At most so many that fit. */
  most?: number
  /** Only what fits of a line, or only how many lines do. */
  only?: boolean
  count?: boolean
  /** Each with its number before it. */
  numbered?: boolean
}

export interface Sort {
  numeric: boolean
  reverse: boolean
  unique?: boolean
  /** By what is from this field on, counted from 1. */
  field?: number
  /** What parts fields; blanks without it. */
  separator?: string
}

interface AnyVerdict {
  /** What is wrong with it as it stands. */
  troubles: Trouble[]
}

export type Verdict =
  | (AnyVerdict & { class: 'runs'; actions: Action[] })
  | (AnyVerdict & { class: 'asks'; actions: Action[]; inputs: Input[] })
  | (AnyVerdict & { class: 'byHand'; reason: string; risk: Risk })

/** That of the riskiest. */
export const riskOfAll = (all: readonly Pick<Action, 'risk'>[]): Risk =>
  all.reduce<Risk>((most, { risk }) => (risks.indexOf(risk) > risks.indexOf(most) ? risk : most), 'read')
