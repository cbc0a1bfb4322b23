import { z } from 'zod'
import { callKind } from './call.ts'

/** Takes a lock away from whoever holds it by hand. `since`: when it was taken, by which it is known again. */
export const takeLockAway = callKind(
  'belay:Unlock',
  z.object({ system: z.string(), resource: z.string(), holder: z.string(), since: z.number() }),
)
