import { createHash } from 'node:crypto'
import { canonical } from '../domain/canonical.ts'
import type { CommandStep } from '../domain/runbook/runbook.ts'

/** Eight letters that tell what a step says, with what it takes from the steps above, from anything else: what a button was made for is what is run. */
export const stepMark = ({ text, line }: CommandStep): string =>
  createHash('sha256')
    .update(text)
    .update(canonical(JSON.parse(JSON.stringify(line, withoutPlaces))))
    .digest('hex')
    .slice(0, 8)

/** Where it stands may change without it. */
const withoutPlaces = (name: string, value: unknown): unknown => (name === 'place' ? undefined : value)
