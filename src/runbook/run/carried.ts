import type { Reading } from '../../domain/reading.ts'
import type { StepValue } from '../../ports/step-answers.ts'
import type { AsCommand } from './as-command.ts'

/** What has come of a step so far. */
export interface Carried {
  readings: Reading[]
  commands: AsCommand[]
  /** The lines of an answer that a change is asked for with, one command each. */
  found: string[]
  /** What it sets for the steps below, by the names of their holes. */
  sets: Map<string, StepValue>
}
