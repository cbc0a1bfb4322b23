import { z } from 'zod'

const written = /^\d{1,6}\s?(?:[MG]i?B)?$/i

/** Memory in MB, as a number or with its unit: "2048", "2048 MB" and "2GB". */
export const Megabytes = z
  .string()
  .trim()
  .regex(written, 'expected a number of MB, as in 2048, or of GB, as in 2GB')
  .transform(text => Number.parseInt(text, 10) * (/G/i.test(text) ? 1_024 : 1))
  .describe('a number of MB')
  .meta({ spaced: written })
