import type { z } from 'zod'
import { type Maker, maker } from '../../../ports/calls/call.ts'
import { rebootInstance } from '../../../ports/calls/rds.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutInstance } from './calls.ts'
import { describeInstance } from './instances.ts'
import { gone, serves, way } from './way.ts'

/** Restarts an instance. Nothing tells afterwards that it was: a lost answer waits for a person, unless it restarts just then. */
export const createReboot = (aws: AwsClients): Maker =>
  maker<z.infer<typeof rebootInstance.params>>({
    kind: rebootInstance,
    repeatable: false,
    async look({ instance, ...place }) {
      const found = await describeInstance(aws, instance, place)
      if (!found) return { is: 'other', how: gone(instance) }
      if (found.status === 'rebooting') return { is: 'after', result: {} }
      return serves.test(found.status)
        ? { is: 'before' }
        : { is: 'other', how: `${instance} is ${found.status} now.` }
    },
    async start(params) {
      await once(aboutInstance('RebootDBInstance', params, params.instance), async abortSignal => {
        const rds = await aws.rds(params)
        return rds.rebootDBInstance({ DBInstanceIdentifier: params.instance }, { abortSignal })
      })
      return {}
    },
    async observe(params) {
      const found = await describeInstance(aws, params.instance, params)
      return way(params, found, found !== undefined && serves.test(found.status), 'instance available again')
    },
  })
