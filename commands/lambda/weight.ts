import { z } from 'zod'

const written = /^(?:[1-9]\d?|100)(?:\s?%| percent)?$/i

/** A share of the calls of a function, in percent. */
export const Weight = z
  .string()
  .regex(written, 'expected a share in percent, from 1 to 100')
  .transform(Number.parseFloat)
  .describe('a share in percent')
  .meta({ spaced: written })
