import { z } from 'zod'

/** Memory in MB, as a number or with its unit: "2048", "2048 MB" and "2GB". */
export const Megabytes = z
  .string()
  .trim()
  .regex(/^\d{1,6}\s?(?:[MG]i?B)?$/i, 'expected a number of MB, as in 2048, or of GB, as in 2GB')
  .transform(text => Number.parseInt(text, 10) * (/G/i.test(text) ? 1_024 : 1))
  .describe('a number of MB')
