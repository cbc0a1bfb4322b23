import { OutsideError } from '../../../domain/errors.ts'
import type { Clusters } from '../../../ports/clusters.ts'
import type { AwsClients } from '../clients.ts'
import { isMissing } from '../failure.ts'
import { once } from '../once.ts'

/** `123456789012.dkr.ecr.us-east-1.amazonaws.com/api-gateway:a1b2c3d`, or with `@sha256:…` */
const inEcr =
  /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com\/([^:@]+)(?::([^@]+))?(?:@(sha256:[0-9a-f]+))?$/

/** Looks an image up in ECR; other registries are not asked. A role that may not look is no reason not to deploy. */
export const createImages =
  (aws: AwsClients): Clusters['image'] =>
  async (image, where) => {
    const found = inEcr.exec(image)
    if (!found) return { is: 'unknown' }
    const [, registryId, region, repositoryName, imageTag, imageDigest] = found
    const call = {
      action: 'ecr:DescribeImages',
      resource: repositoryName!,
      about: `image ${image}`,
      allow: { Resource: `arn:aws:ecr:${region}:${registryId}:repository/${repositoryName}` },
    }
    try {
      const { imageDetails = [] } = await once(call, async abortSignal => {
        const ecr = await aws.reading.ecr({ ...where, region: region! })
        const imageIds = [imageDigest === undefined ? { imageTag: imageTag ?? 'latest' } : { imageDigest }]
        return ecr.describeImages(
          { registryId: registryId!, repositoryName: repositoryName!, imageIds },
          { abortSignal },
        )
      })
      const digest = imageDetails[0]?.imageDigest
      return digest === undefined ? { is: 'gone' } : { is: 'there', digest }
    } catch (error) {
      if (isMissing(error)) return { is: 'gone' }
      if (error instanceof OutsideError && error.fault.fault === 'refused') return { is: 'unknown' }
      throw error
    }
  }
