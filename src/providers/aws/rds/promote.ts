import type { z } from 'zod'
import { type Maker, maker } from '../../../ports/calls/call.ts'
import { promoteReplica } from '../../../ports/calls/rds.ts'
import type { Clock } from '../../../ports/clock.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutInstance } from './calls.ts'
import { describeInstance } from './instances.ts'
import { beginsWithinMs, gone, serves, way } from './way.ts'

/** Has a replica be an instance of its own, and waits until it is. */
export const createPromoteReplica = (aws: AwsClients, clock: Pick<Clock, 'now'>): Maker =>
  maker<z.infer<typeof promoteReplica.params>>({
    kind: promoteReplica,
    repeatable: true,
    async look({ instance, source, ...place }, { since }) {
      const found = await describeInstance(aws, instance, place)
      if (!found) return { is: 'other', how: gone(instance) }
      const isUnderWay = since !== undefined && found.status === 'modifying'
      if (found.replicaOf === undefined || isUnderWay) return { is: 'after', result: {} }
      return found.replicaOf === source
        ? { is: 'before' }
        : { is: 'other', how: `${instance} follows ${found.replicaOf} now.` }
    },
    async start(params) {
      await once(aboutInstance('PromoteReadReplica', params, params.instance), async abortSignal => {
        const rds = await aws.rds(params)
        return rds.promoteReadReplica({ DBInstanceIdentifier: params.instance }, { abortSignal })
      })
      return {}
    },
    async observe(params, _, { since }) {
      const found = await describeInstance(aws, params.instance, params)
      const isOwn = found !== undefined && found.replicaOf === undefined
      if (found && !isOwn && found.status === 'available' && clock.now() - since > beginsWithinMs)
        return {
          is: 'failed',
          why: `${params.instance} follows ${params.source} still: its events in RDS say why.`,
          said: [],
        }
      const seen = way(params, found, isOwn && serves.test(found.status), 'instance of its own')
      return seen.is === 'done' ? { ...seen, result: { endpoint: found?.endpoint ?? '' } } : seen
    },
  })
