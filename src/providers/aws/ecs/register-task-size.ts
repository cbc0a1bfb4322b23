import type { z } from 'zod'
import { type Maker, maker } from '../../../ports/calls/call.ts'
import { registerTaskSize } from '../../../ports/calls/ecs.ts'
import type { Clusters } from '../../../ports/clusters.ts'
import type { AwsClients } from '../clients.ts'
import { registerCopy, registered } from './register-copy.ts'
import { withoutOurs } from './tags.ts'

type Params = z.infer<typeof registerTaskSize.params>

/** Copies a task definition with other CPU and memory. */
export const createRegisterTaskSize = (aws: AwsClients, clusters: Clusters): Maker =>
  maker<Params>({
    kind: registerTaskSize,
    repeatable: true,
    look: async (params, made) => (await registered(clusters, params, made)) ?? { is: 'before' },
    start: (params, made, guard) =>
      registerCopy(aws, params, made, guard, (_, tags) => ({
        cpu: `${params.cpu}`,
        memory: `${params.memory}`,
        tags: withoutOurs(tags),
      })),
  })
