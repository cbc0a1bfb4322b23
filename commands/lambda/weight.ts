import { z } from 'zod'

/** A share of the calls of a function, in percent. */
export const Weight = z
  .string()
  .regex(/^(?:[1-9]\d?|100)\s?%?$/, 'expected a share in percent, from 1 to 100')
  .transform(Number.parseFloat)
  .describe('a share in percent')
