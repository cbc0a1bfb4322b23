import type { Child } from './child.ts'
import type { Outside } from './outside.ts'
import type { Row } from './table.ts'

/** What every measurement is given. */
export interface Around {
  outside: Child<Outside>
  /** Rounds of each comparison: fewer for a quick look. */
  rounds: number
  /** Tells how far it is. */
  say(text: string): void
}

export interface Measurement {
  name: string
  /** It says something only of a real Redis that keeps what it is told. */
  needsRedisServer: boolean
  run(around: Around): Promise<Row[]>
}
