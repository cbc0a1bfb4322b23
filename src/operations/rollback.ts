import { z } from 'zod'
import type { Operation } from './operation.ts'
import { type Platform, platformOf } from './platform.ts'

const input = z.object({ revision: z.int().min(1).optional() })

/** Has a service run what it ran before, or the revision that is named. */
export const rollback = (platforms: Platform[]): Operation<z.infer<typeof input>> => ({
  name: 'rollback',
  risk: 'change',
  input,
  plan: ({ revision }, where) => platformOf(platforms, where).rollback(revision, where),
})
