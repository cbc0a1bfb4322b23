import { z } from 'zod'
import { callKind } from './call.ts'

/** Looks at a service when a change of it is done. Changes nothing. */
export const lookAtHealth = callKind(
  'belay:Health',
  z.object({ system: z.string(), environment: z.string(), service: z.string() }),
)
