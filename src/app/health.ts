import { randomUUID } from 'node:crypto'
import { createHealth, type Health } from '../operations/health.ts'
import type { AppOptions } from './options.ts'
import type { Outside } from './outside.ts'

/** How services are; a look that breaks is in the log under the id that people are told. */
export const healthOf = ({ log }: Pick<AppOptions, 'log'>, { probes }: Outside): Health =>
  createHealth(probes, {
    broken(err) {
      const id = randomUUID().slice(0, 8)
      log.error({ err, error: id }, 'a look at a service failed')
      return id
    },
  })
