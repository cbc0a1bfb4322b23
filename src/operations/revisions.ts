import type { Deployed, Revision } from '../ports/revision.ts'

/** So many of the latest revisions, or commits, can be chosen from. */
export const remembered = 20

/** "9f8e7d6": what is told of an image, its tag or the beginning of its digest. */
export function versionOf(image: string): string {
  const tag = tagOf(image)
  return /^[0-9a-f]{40}$/.test(tag) ? tag.slice(0, 7) : tag
}

export const tagOf = (image: string): string => {
  const [named = '', digest] = image.split('@sha256:')
  const tag = named.slice(named.lastIndexOf(':') + 1)
  if (!tag.includes('/') && tag !== named) return tag
  return digest?.slice(0, 7) ?? named
}

/** "41  a1b2c3d" */
export const revisionInWords = (revision: Revision): string =>
  [`${revision.revision}`, [...new Set(Object.values(revision.images).map(versionOf))].join(', ')].join('  ')

/** The revision that was stable last before the present one, as far as that is told. */
export const lastStable = (
  known: Revision[],
  current: Revision | undefined,
  deployed: Deployed[] | undefined,
): Revision | undefined =>
  (deployed ?? [])
    .filter(({ became }) => became === 'stable')
    .map(({ id }) => known.find(one => one.id === id))
    .find(one => one !== undefined && one.id !== current?.id)

/** What became of a revision when it was deployed last, as far as that is told. */
export const lastBecame = (
  { id }: Revision,
  deployed: Deployed[] | undefined,
): Deployed['became'] | undefined => deployed?.find(one => one.id === id)?.became

/** The same in words; nothing where it is not told. */
export function became(revision: Revision, deployed: Deployed[] | undefined): { became?: string } {
  const last = lastBecame(revision, deployed)
  return last === 'stable' ? { became: 'was stable' } : last === 'failed' ? { became: 'failed' } : {}
}

/** What is set otherwise in one revision than in another, by name: "env LOG_LEVEL", "memory". Images are told elsewhere. */
export function differences(from: Revision, to: Revision): string[] {
  const names = new Set([...Object.keys(from.settings), ...Object.keys(to.settings)])
  return [...names].filter(name => from.settings[name] !== to.settings[name]).sort()
}
