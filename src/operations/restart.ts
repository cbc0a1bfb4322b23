import { z } from 'zod'
import { UserError } from '../domain/errors.ts'
import type { Operation } from './operation.ts'
import { type Platform, platformOf } from './platform.ts'

const input = z.object({})

/** Replaces everything that a service runs by new ones of the same kind. */
export const restart = (platforms: Platform[]): Operation => ({
  name: 'restart',
  risk: 'change',
  input,
  async plan(_, where) {
    const plan = await platformOf(platforms, where).restart?.(where)
    if (plan) return plan
    throw new UserError(`${where.service!.name} has nothing that could be restarted.`)
  },
})
