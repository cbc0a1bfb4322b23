import { z } from 'zod'
import { counted } from '../domain/counted.ts'
import { inWords } from '../domain/duration.ts'
import { UserError } from '../domain/errors.ts'
import type { Cell } from '../domain/reading.ts'
import { sizeOf } from '../domain/size.ts'
import type { Clusters } from '../ports/clusters.ts'
import type { ImageRegistry, StoredImage } from '../ports/image-registry.ts'
import { accountOf } from './account.ts'
import { lineAt } from './line-at.ts'
import type { Where } from './operation.ts'
import type { Read } from './read.ts'

/** So old an image without a use is for the cost review. */
const unusedAfterMs = 90 * 86_400_000
/** What a service has run last stays, so that there is something to roll back to. */
const kept = 10

const inEcr = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com\/([^:@{]+)/

/** Images in the repositories of an environment's services that nothing runs or could be rolled back to, and their size. */
export const unusedImages = (
  { clusters, registry }: { clusters: Clusters; registry: ImageRegistry },
  now: () => number,
): Read<object> => ({
  name: 'images',
  input: z.object({}),
  async read(_, where) {
    const repositories = repositoriesOf(where)
    if (repositories.length === 0)
      throw new UserError(
        `${where.system.title} ${where.environment} deploys no images out of ECR that its system file names.`,
      )
    const found = await Promise.all(
      repositories.map(async one => {
        const stored = await registry.images(one)
        const used = await usedOf(where, one.services, clusters)
        const unused = (stored?.images ?? []).filter(image => isUnused(image, used, now()))
        return { ...one, stored, unused }
      }),
    )
    const all = found.flatMap(({ repository, unused }) => unused.map(image => ({ repository, image })))
    const bytes = all.reduce((sum, { image }) => sum + image.bytes, 0)
    const gone = found.filter(({ stored }) => stored === undefined).map(({ repository }) => repository)
    const short = found.filter(({ stored }) => stored?.isAll === false).map(({ repository }) => repository)
    return {
      state: all.length > 0 ? 'unsettled' : 'fine',
      title: `${counted(all.length, 'image')} of ${where.system.title} ${where.environment} that nothing uses, ${sizeOf(bytes)}`,
      lines: [
        `Unused: without a tag, or pushed more than ${inWords(unusedAfterMs)} ago; and neither running nor among the last ${kept} task definitions of its service. A lifecycle policy of the repository deletes them by itself.`,
        ...(gone.length > 0 ? [`ECR has no repository ${gone.join(', ')}.`] : []),
        ...(short.length > 0 ? [`Of ${short.join(', ')} only the first thousands were read.`] : []),
      ],
      table: {
        columns: ['Repository', 'Image', 'Pushed', 'Last fetched', 'Size'],
        rows: all
          .sort((a, b) => b.image.bytes - a.image.bytes)
          .map(({ repository, image }): Cell[] => [
            repository,
            image.tags[0]?.slice(0, 40) ?? `untagged, ${image.digest.slice(7, 19)}`,
            image.pushedAt === undefined ? '' : { at: image.pushedAt },
            image.pulledAt === undefined ? '' : { at: image.pulledAt },
            sizeOf(image.bytes),
          ]),
      },
      offers: [
        { label: 'Costs', command: lineAt('costs', where) },
        { label: 'Again', command: lineAt('images', where) },
      ],
    }
  },
})

/** The repositories that services are deployed from, each with the services. */
function repositoriesOf({ settings }: Where) {
  const all = new Map<
    string,
    { registry: string; repository: string; region: string; role?: string; services: string[] }
  >()
  const { role } = accountOf(settings)
  for (const [name, { deploy }] of Object.entries(settings.services)) {
    const [, registry, region, repository] =
      inEcr.exec(deploy?.ecs?.image ?? deploy?.github?.image ?? '') ?? []
    if (!registry || !region || !repository) continue
    const key = `${registry} ${region} ${repository}`
    const known = all.get(key) ?? {
      registry,
      repository,
      region,
      ...(role !== undefined && { role }),
      services: [],
    }
    all.set(key, { ...known, services: [...known.services, name] })
  }
  return [...all.values()]
}

/** The tags and digests that services run, or have run last. */
async function usedOf({ settings }: Where, services: string[], clusters: Clusters): Promise<Set<string>> {
  const place = accountOf(settings)
  const used = await Promise.all(
    services.map(async name => {
      const { ecs } = settings.services[name]!
      const state = ecs && (await clusters.service({ ...ecs, ...place }))
      if (!state) return []
      const running = state.deployments.map(({ taskDefinition }) => taskDefinition)
      const revisions = await clusters.revisions(state.taskDefinition, kept, place)
      const definitions = [...new Set([state.taskDefinition, ...running])]
      const now = await Promise.all(definitions.map(one => clusters.revision(one, place)))
      return [...revisions, ...now].flatMap(one => Object.values(one?.images ?? {}))
    }),
  )
  // Of `web:9f8e7d6@sha256:…` the tag counts, and the digest.
  return new Set(used.flat().flatMap(image => image.split(/[:@]/).slice(1)))
}

function isUnused({ digest, tags, pushedAt }: StoredImage, used: Set<string>, now: number): boolean {
  if ([digest.replace('sha256:', ''), ...tags].some(name => used.has(name))) return false
  return tags.length === 0 || (pushedAt !== undefined && now - pushedAt > unusedAfterMs)
}
