import type { z } from 'zod'
import { type Maker, maker } from '../../../ports/calls/call.ts'
import { registerTaskDefinition } from '../../../ports/calls/ecs.ts'
import type { Clusters } from '../../../ports/clusters.ts'
import type { AwsClients } from '../clients.ts'
import { registerCopy, registered } from './register-copy.ts'
import { imageTag, pinned, withoutOurs } from './tags.ts'

type Params = z.infer<typeof registerTaskDefinition.params>

/**
 * Copies a task definition with another image: that of the digest where it is known, since a tag may move before a task
 * pulls it, or later. The copy carries the run's tag, by which it is found again.
 */
export const createRegisterTaskDefinition = (aws: AwsClients, clusters: Clusters): Maker =>
  maker<Params>({
    kind: registerTaskDefinition,
    repeatable: true,
    async look(params, made) {
      const ours = await registered(clusters, params, made)
      if (ours) return ours
      const image = await clusters.image(params.image, params)
      if (image.is === 'gone')
        return { is: 'other', how: `The image ${params.image} is gone from the registry.` }
      if (image.is === 'there' && params.digest !== undefined && image.digest !== params.digest)
        return { is: 'other', how: `${params.image} names another image than when it was approved.` }
      return { is: 'before' }
    },
    start: (params, made, guard) =>
      registerCopy(aws, params, made, guard, ({ containerDefinitions = [] }, tags) => {
        const { container, image, digest } = params
        const runs = digest === undefined ? image : pinned(image, digest)
        return {
          containerDefinitions: containerDefinitions.map(one =>
            one.name === container ? { ...one, image: runs } : one,
          ),
          tags: [
            ...withoutOurs(tags, container),
            ...(digest === undefined ? [] : imageTag(container, image, digest)),
          ],
        }
      }),
  })
