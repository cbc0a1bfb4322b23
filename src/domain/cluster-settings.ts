import { z } from 'zod'
import { Secret } from './secret.ts'
import { hasNoPassword, withoutPassword } from './setting.ts'

/**
 * A Kubernetes cluster: the one that Belay itself runs in, with its own service account, or one by the address of its API
 * server. `ca` is the certificate that its server is checked against, in PEM; the machine's own without it.
 */
export const Cluster = z.union([
  z.literal('in-cluster'),
  z.strictObject({
    url: z
      .url({ protocol: /^https$/, error: 'expected the https address of an API server' })
      .refine(hasNoPassword, withoutPassword),
    ca: Secret.exactOptional(),
    token: Secret,
  }),
])
export type Cluster = z.infer<typeof Cluster>

const Dns = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/, 'expected a name as Kubernetes has them, in lower case')

/** What a service is in its environment's cluster. */
export const Deployment = z.strictObject({ namespace: Dns, deployment: Dns, container: Dns })

/** Where a cluster is, as resources are named by it. */
export const clusterName = (cluster: Cluster): string =>
  cluster === 'in-cluster' ? cluster : new URL(cluster.url).host
