import { z } from 'zod'

const written = /^\d{1,4}(?: (?:tasks?|pods?|replicas?|instances?|environments?))?$/i

/** How many run of something, as a number or with its name: "4" and "4 tasks". */
export const Count = z
  .string()
  .regex(written, 'expected a number')
  .transform(text => Number.parseInt(text, 10))
  .describe('a number')
  .meta({ spaced: written })
