import { createHash } from 'node:crypto'
import { canonical } from '../domain/canonical.ts'
import { type CommandStep, type Procedure, stepsOf } from '../domain/runbook/runbook.ts'

/** Eight letters that tell what a step says, with what it takes from the steps above, from anything else: what a button was made for is what is run. */
export const stepMark = ({ text, line }: CommandStep): string =>
  createHash('sha256')
    .update(text)
    .update(canonical(JSON.parse(JSON.stringify(line, withoutPlaces))))
    .digest('hex')
    .slice(0, 8)

/** The numbers of the steps that say this now: it may stand elsewhere than when it was marked. */
export const numbersOf = (procedure: Procedure, mark: string): number[] =>
  stepsOf(procedure).flatMap((step, i) => (step.kind === 'command' && stepMark(step) === mark ? [i + 1] : []))

/** Where it stands may change without it. */
const withoutPlaces = (name: string, value: unknown): unknown => (name === 'place' ? undefined : value)
