import type { ImageDetail } from '@aws-sdk/client-ecr'
import type { ImageRegistry, StoredImage } from '../../ports/image-registry.ts'
import { within } from './call.ts'
import type { AwsClients } from './clients.ts'
import { ask, orNone } from './failure.ts'
import { firstPages } from './pages.ts'

/** So many pages of a thousand images are read of one repository, and for so long, in milliseconds. */
const most = { pages: 5, ms: 15_000 }

/** What repositories of ECR keep. */
export const createImageRegistry = (aws: AwsClients): ImageRegistry => ({
  images: ({ registry, repository, ...place }) =>
    orNone(
      (async () => {
        const limit = within(most.ms)
        const call = {
          action: 'ecr:DescribeImages',
          resource: repository,
          about: `repository ${repository}`,
          allow: { Resource: `arn:aws:ecr:${place.region ?? '*'}:${registry}:repository/${repository}` },
        }
        const { all: images, isAll } = await firstPages(most.pages, async nextToken => {
          const read = await ask(call, limit, async abortSignal => {
            const ecr = await aws.reading.ecr(place)
            return ecr.describeImages(
              { registryId: registry, repositoryName: repository, maxResults: 1_000, nextToken },
              { abortSignal },
            )
          })
          return { all: (read.imageDetails ?? []).map(imageOf), next: read.nextToken }
        })
        return { images, isAll }
      })(),
    ),
})

const imageOf = (found: ImageDetail): StoredImage => ({
  digest: found.imageDigest ?? '',
  tags: found.imageTags ?? [],
  bytes: found.imageSizeInBytes ?? 0,
  ...(found.imagePushedAt && { pushedAt: found.imagePushedAt.getTime() }),
  ...(found.lastRecordedPullTime && { pulledAt: found.lastRecordedPullTime.getTime() }),
})
