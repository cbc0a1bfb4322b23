import { createHash } from 'node:crypto'
import { arn, ok, refuse, type Service } from './answer.ts'

export interface Stored {
  tags: string[]
  bytes: number
  pushedAt: number
}

/**
 * Elastic Container Registry: every image is there, but for those whose tag begins with `missing`, and commits that were
 * not built in a repository whose images are listed.
 */
export function createEcr() {
  const stored = new Map<string, Stored[]>()
  const gone = new Set<string>()
  /** How often a tag was given to another image, and which tag an image was found by. */
  const moved = new Map<string, number>()
  const tags = new Map<string, string>()
  const isBuilt = (repository: string, tag = ''): boolean =>
    !/^[0-9a-f]{40}$/.test(tag) || (stored.get(repository)?.some(({ tags }) => tags.includes(tag)) ?? true)
  const answers: Service['answers'] = {
    DescribeImages({ repositoryName, imageIds, nextToken = '0', maxResults = 100 }) {
      if (!imageIds) {
        const all = stored.get(repositoryName)
        if (!all)
          return refuse('RepositoryNotFoundException', `The repository ${repositoryName} does not exist.`)
        const from = Number(nextToken)
        const next = from + maxResults
        return ok({
          imageDetails: all.slice(from, next).map(({ tags: imageTags, bytes, pushedAt }, i) => ({
            repositoryName,
            imageTags,
            imageSizeInBytes: bytes,
            imagePushedAt: pushedAt / 1000,
            imageDigest: `sha256:${createHash('sha256')
              .update(`${repositoryName}${from + i}`)
              .digest('hex')}`,
          })),
          ...(next < all.length && { nextToken: `${next}` }),
        })
      }
      const [{ imageTag, imageDigest } = { imageTag: 'latest' }] = imageIds
      const name = `${repositoryName}:${imageTag ?? imageDigest}`
      if (imageTag?.startsWith('missing') || gone.has(name) || !isBuilt(repositoryName, imageTag))
        return refuse(
          'ImageNotFoundException',
          `The image with imageId {imageTag:'${imageTag}'} does not exist.`,
        )
      const image = `${name}${moved.get(name) ?? ''}`
      const digest = imageDigest ?? `sha256:${createHash('sha256').update(image).digest('hex')}`
      if (imageTag) tags.set(digest, imageTag)
      return ok({ imageDetails: [{ repositoryName, imageDigest: digest, imageTags: [imageTag] }] })
    },
  }
  return {
    answers,
    resource: ({ repositoryName = '*' }) => arn('ecr', `repository/${repositoryName}`),
    /** What a repository is listed to keep. */
    store: (repository: string, images: Stored[]): void => void stored.set(repository, images),
    /** Somebody has built an image. */
    push(repository: string, tag: string, pushedAt: number): void {
      stored.set(repository, [
        { tags: [tag], bytes: 200_000_000, pushedAt },
        ...(stored.get(repository) ?? []),
      ])
    },
    /** Somebody has cleaned an image away. */
    remove: (repository: string, tag: string): void => void gone.add(`${repository}:${tag}`),
    /** Somebody has given a tag to another image. */
    move(repository: string, tag: string): void {
      const name = `${repository}:${tag}`
      moved.set(name, (moved.get(name) ?? 0) + 1)
    },
    /** The tag of an image that is named by its digest. */
    tagOf: (image: string): string => tags.get(image.split('@')[1] ?? '') ?? image.split(':').at(-1) ?? '',
  } satisfies Service & Record<string, unknown>
}
