import { z } from 'zod'
import { Matcher } from '../../domain/matchers.ts'
import { callKind } from './call.ts'

/** Hides alerts for a while. Answers `{ id, until }`. Its comment ends with the run, by which it is found again. */
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

/** Has a silence end later. Answers `{ id, until }`: Alertmanager may make another of it. `from` and `to` are milliseconds. */
export const extendSilence = callKind(
  'alertmanager:PostSilence endsAt',
  z.object({ url: z.string(), id: z.string(), from: z.int(), to: z.int() }),
)
