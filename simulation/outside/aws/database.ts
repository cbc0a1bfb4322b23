import type { Instance, Rds } from '../../../src/ports/rds.ts'
import { group } from '../../system.ts'
import type { Caller, Wire } from '../../wire.ts'
import { callMs } from '../chat.ts'

/** The one database as it is found: in a public network, with a group that lets nobody in. */
export const rdsOf = (wire: Wire, from: Caller): Rds =>
  ({
    instance: id =>
      wire(from, {
        service: 'aws',
        method: 'describeDBInstances',
        given: id,
        effect: () =>
          ({
            status: 'available',
            endpoint: 'database.example.com:5432',
            isPublic: true,
            securityGroups: [group],
          }) as unknown as Instance,
        limitMs: callMs,
        reads: true,
      }),
  }) as Pick<Rds, 'instance'> as Rds
