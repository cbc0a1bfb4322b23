import type { Text } from '../domain/runbook/line.ts'
import type { Filter } from '../domain/runbook/verdict.ts'
import type { Options } from './families/options.ts'

/** A command behind a pipe, with its words taken apart. */
interface Command {
  name: string
  words: readonly Text[]
  args: readonly Text[]
  options: Options['options']
  /** A number that an option is given; NaN where it is none. */
  count(option: string): number | undefined
}

/** A command that Belay filters by: the options that it knows, and what it then does. */
export interface KnownFilter {
  takes: string[]
  valued?: string[]
  /** So many words it takes. */
  most?: number
  of(command: Command): Filter | undefined
}
