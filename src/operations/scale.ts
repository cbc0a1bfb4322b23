import { z } from 'zod'
import { UserError } from '../domain/errors.ts'
import type { Operation } from './operation.ts'
import { type Platform, platformOf } from './platform.ts'

const input = z.object({ count: z.int().min(0) })

/** Sets how many copies of a service run, within the bounds of its system file. */
export const scale = (platforms: Platform[]): Operation<z.infer<typeof input>> => ({
  name: 'scale',
  risk: 'change',
  input,
  async plan({ count }, where) {
    const plan = await platformOf(platforms, where).scale?.(count, where)
    if (plan) return plan
    throw new UserError(`${where.service!.name} is not run in numbers: there is nothing to scale.`)
  },
})
