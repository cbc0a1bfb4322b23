import type { z } from 'zod'
import type { Reading } from '../domain/reading.ts'
import type { Where } from './operation.ts'

/** Something that can be looked at in infrastructure, and changes nothing. */
export interface Read<I extends object = object> {
  name: string
  input: z.ZodType<I>
  /** A `UserError` when it cannot be looked at, and says what would be right. */
  read(input: I, where: Where): Promise<Reading>
}
