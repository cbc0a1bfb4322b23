import type { Revision } from '../ports/clusters.ts'

/** "9f8e7d6": what is told of an image, its tag or the beginning of its digest. */
export function versionOf(image: string): string {
  const [, digest] = image.split('@sha256:')
  if (digest !== undefined) return digest.slice(0, 7)
  const tag = image.slice(image.lastIndexOf(':') + 1)
  return /^[0-9a-f]{40}$/.test(tag) ? tag.slice(0, 7) : tag.includes('/') ? image : tag
}

/** "41  a1b2c3d" */
export const revisionInWords = (revision: Revision): string =>
  [`${revision.revision}`, [...new Set(Object.values(revision.images).map(versionOf))].join(', ')].join('  ')
