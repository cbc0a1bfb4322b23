import { createHash } from 'node:crypto'
import { arn, ok, refuse, type Service } from './answer.ts'

/** Elastic Container Registry: every image is there, but for those whose tag begins with `missing`. */
export function createEcr() {
  const gone = new Set<string>()
  const answers: Service['answers'] = {
    DescribeImages({ repositoryName, imageIds = [] }) {
      const [{ imageTag, imageDigest } = { imageTag: 'latest' }] = imageIds
      const name = `${repositoryName}:${imageTag ?? imageDigest}`
      if (imageTag?.startsWith('missing') || gone.has(name))
        return refuse(
          'ImageNotFoundException',
          `The image with imageId {imageTag:'${imageTag}'} does not exist.`,
        )
      const digest = imageDigest ?? `sha256:${createHash('sha256').update(name).digest('hex')}`
      return ok({ imageDetails: [{ repositoryName, imageDigest: digest, imageTags: [imageTag] }] })
    },
  }
  return {
    answers,
    resource: ({ repositoryName = '*' }) => arn('ecr', `repository/${repositoryName}`),
    /** Somebody has cleaned an image away. */
    remove: (repository: string, tag: string): void => void gone.add(`${repository}:${tag}`),
  } satisfies Service & Record<string, unknown>
}
