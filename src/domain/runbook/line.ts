import type { Place } from './place.ts'

/** What a person gives before a step is run. */
export interface Input {
  name: string
  kind: InputKind
  /** What stands there as an example. */
  example?: string
  /** The example is what it is, unless somebody says otherwise. */
  usual?: true
  /** What can be chosen from, looked up when it is asked for. */
  choices?: Choices
  /** What it is one of, as the blank itself says: `<staging|production>`. */
  oneOf?: string[]
  /** What is wrong without it. */
  why?: string
}

const inputKinds = ['text', 'number', 'time', 'version', 'secret', 'file'] as const
export type InputKind = (typeof inputKinds)[number]
export type Choices =
  | 'tasks'
  | 'revisions'
  | 'snapshots'
  | 'log streams'
  | 'security groups'
  | 'subnets'
  | 'target groups'
  | 'load balancers'
  | 'listeners'
  | 'certificates'
  | 'instances'
  | 'pods'
  | 'services'
  | 'images'

/** Made by a step, as a password for a rotation, or read by it from where it is kept. */
export type SecretKind = 'made' | 'read'

/** What is only known when the step is run. */
export type Hole =
  | { of: 'input'; input: Input }
  /** The time then, or so many milliseconds from it, as `date` writes it. */
  | { of: 'time'; format: string; shiftMs: number; utc: boolean }
  | { of: 'random'; bytes: number; encoding: 'base64' | 'hex' }
  /** What an earlier step has set, or what a loop is at. */
  | { of: 'variable'; name: string; secret?: SecretKind; bare?: true }
  /** What the command answers: `$(…)`. Bare, without quotes around it, every word of it is one of the command. */
  | { of: 'answer'; to: Line[]; text: string; bare?: true }
  /** What no value can be made of, as written. */
  | { of: 'shell'; text: string; why: string }

/** What stands in an argument, with holes. */
export type Text = (string | Hole)[]

/** A command with its words, as a shell would hand them over; no shell sees it. */
export interface Simple {
  words: Text[]
  /** `NAME=value` before it, or by themselves. */
  sets: { name: string; value: Text }[]
  redirects: string[]
  place: Place
}

export type Line = (
  | { is: 'pipe'; commands: Simple[] }
  /** The same for each of some words. */
  | { is: 'each'; name: string; over: Text[]; body: Line[]; place: Place }
  /** What only a shell could do. */
  | { is: 'shell'; why: string; place: Place }
) & {
  /** In a loop: done even where what stands before it has failed. */
  anyway?: true
}

/** The variables that a line sets, where it does nothing else. */
export const setBy = (line: Line): string[] =>
  line.is === 'pipe' && line.commands.every(({ words }) => words.length === 0)
    ? line.commands.flatMap(({ sets }) => sets.map(({ name }) => name))
    : []
