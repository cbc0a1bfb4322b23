import { createHash } from 'node:crypto'
import type { CommandStep } from '../domain/runbook/runbook.ts'

/** Eight letters that tell a step's text from any other: what a button was made for is what is run. */
export const stepMark = ({ text }: CommandStep): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 8)
