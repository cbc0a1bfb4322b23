import { z } from 'zod'
import type { ParkedView } from '../../blocks/parked.ts'
import type { System } from '../../src/domain/system.ts'

/** What stands for a job that was put aside; its list has it on the buttons. */
export const Key = z
  .string()
  .regex(/^[0-9a-f]{12}$/, 'expected what a button of `parked` carries')
  .describe('a job that was put aside')

export const viewOf = (one: Omit<ParkedView, 'environment'>, { environments }: System): ParkedView => ({
  ...one,
  environment: one.incident?.environment ?? one.run?.environment ?? Object.keys(environments)[0]!,
})
