import type { ContainerDefinition, Tag } from '@aws-sdk/client-ecs'

/** What Belay tags in AWS with, so that what a call made is found again when its answer was lost. */
export const runTag = { run: 'belay:run', by: 'belay:by' }

const imageKey = (container: string): string => `belay:image:${container}`.slice(0, 128)

/** `registry/web:9f8e7d6` and `sha256:…` → `registry/web@sha256:…`, which names one image for ever. */
export const pinned = (image: string, digest: string): string =>
  `${image.replace(/@.*$/, '').replace(/:[^/:]*$/, '')}@${digest}`

/** What people call an image, for one that is named by its digest: told of no other, whoever copies the tag. */
export function imageTag(container: string, image: string, digest: string): Tag[] {
  const [, tag] = /:([^/:@]+)(?:@.*)?$/.exec(image) ?? []
  return tag === undefined ? [] : [{ key: imageKey(container), value: `${tag}@${digest}` }]
}

/** `registry/web:9f8e7d6@sha256:…`, where a tag tells what people call it. */
export function imageOf({ name = '', image = '' }: ContainerDefinition, tags: Tag[]): string {
  const [repository, digest] = image.split('@')
  const [tag, of] = tags.find(({ key }) => key === imageKey(name))?.value?.split('@') ?? []
  return digest !== undefined && of === digest ? `${repository}:${tag}@${digest}` : image
}

/** Those of a task definition that its copy takes over: not what another run, or another image of this container, said. */
export const withoutOurs = (tags: Tag[], container?: string): Tag[] => {
  const ours = [runTag.run, runTag.by, ...(container === undefined ? [] : [imageKey(container)])]
  return tags.filter(({ key }) => !ours.includes(key ?? ''))
}
