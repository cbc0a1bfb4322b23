import { z } from 'zod'
import { callKind } from './call.ts'

export const Matcher = z.object({
  name: z.string(),
  value: z.string(),
  isRegex: z.boolean(),
  isEqual: z.boolean(),
})
export type Matcher = z.infer<typeof Matcher>

/** Hides alerts for a while. Answers `{ id }`. Its comment ends with the run, by which it is found again. */
export const createSilence = callKind(
  'alertmanager:PostSilence',
  z.object({
    url: z.string(),
    matchers: z.array(Matcher).min(1),
    /** Milliseconds; it begins when the call is made. */
    forMs: z.int(),
    comment: z.string(),
    createdBy: z.string(),
  }),
)

/** Ends a silence now. */
export const expireSilence = callKind(
  'alertmanager:DeleteSilence',
  z.object({ url: z.string(), id: z.string() }),
)

/** Has a silence end later, or sooner: the same matchers and the same beginning keep its id. */
export const extendSilence = callKind(
  'alertmanager:PostSilence endsAt',
  z.object({ url: z.string(), id: z.string(), from: z.int(), to: z.int() }),
)
