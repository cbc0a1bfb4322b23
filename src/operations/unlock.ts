import { z } from 'zod'
import { UserError } from '../domain/errors.ts'
import { resourceOf } from '../domain/run/resource.ts'
import { callOf } from '../ports/calls/call.ts'
import { takeLockAway } from '../ports/calls/unlock.ts'
import type { Store } from '../ports/store.ts'
import type { Operation } from './operation.ts'

/** Takes the lock of a service away from whoever holds it by hand. */
export const unlock = (store: Pick<Store, 'lock'>): Operation => ({
  name: 'unlock',
  risk: 'change',
  input: z.object({}),
  async plan(_, { system, environment, service }) {
    if (!service) throw new UserError('Which service is to be unlocked?')
    const resource = resourceOf(system, environment, service.name)
    const lock = (await store.lock(system.system, resource))?.value
    if (!lock) throw new UserError(`${service.name}, ${environment} is not locked.`)
    if (!lock.byHand)
      throw new UserError(`A change of ${service.name} is under way: cancel that instead.`, {
        label: 'Follow it',
        command: `run show ${lock.run}`,
      })
    return {
      title: `unlock ${service.name}, ${environment}`,
      shifts: [{ from: `locked by ${lock.holder.name}: ${lock.reason}`, to: 'not locked' }],
      now: [],
      warnings: [],
      calls: [
        callOf(takeLockAway, {
          on: service.name,
          sets: `takes the lock away from ${lock.holder.name}`,
          params: {
            system: system.system,
            resource,
            holder: lock.holder.id ?? lock.holder.name,
            since: lock.since,
          },
        }),
      ],
      resources: [],
    }
  },
})
