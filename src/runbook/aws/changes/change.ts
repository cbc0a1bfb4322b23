import type { Risk } from '../../../domain/run/plan.ts'
import type { Text } from '../../../domain/runbook/line.ts'
import type { Action, Tree } from '../../../domain/runbook/verdict.ts'

/** What an operation of AWS that changes something is for Belay. */
export interface Change {
  /** On the command line: `ecs update-service`. */
  of: string
  risk?: Risk
  /** What AWS has to be told and Belay knows by itself, as it would be asked for: `container definitions`. */
  knows?: string[]
  /** The arguments that the operation of Belay's does justice to; with another one the step stays by hand. */
  takes?: string[]
  /** The operation of Belay that does the same with these arguments; undefined where none does. */
  as(input: Record<string, Tree>): As
}

/** Its risk, where it is another than the operation's as AWS has it, and what is wrong with it as it stands; or why it stays with people. */
export type As =
  | (Pick<Action, 'operation' | 'input' | 'on' | 'secret'> & { risk?: Risk; troubles?: string[] })
  | { byHand: string }
  | undefined

/** Whether these arguments and no others are given. */
export const only = (input: Record<string, Tree>, ...names: string[]): boolean =>
  Object.keys(input).every(name => names.includes(name))

export const mapOf = (tree: Tree | undefined): Record<string, Tree> =>
  tree && !Array.isArray(tree) && 'map' in tree ? tree.map : {}
export const listOf = (tree: Tree | undefined): Tree[] =>
  tree && !Array.isArray(tree) && 'list' in tree ? tree.list : []

export const isTrue = (tree: Tree | undefined): boolean =>
  tree !== undefined && !Array.isArray(tree) && 'boolean' in tree && tree.boolean

/** `file://…`: what is in it, lies on somebody's machine. */
export const isFile = (tree: Tree | undefined): boolean =>
  Array.isArray(tree) &&
  (tree as Text).some(part => typeof part !== 'string' && part.of === 'input' && part.input.kind === 'file')
