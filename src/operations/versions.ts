import { inWords } from '../domain/duration.ts'
import type { Environment, System } from '../domain/system.ts'
import type { Clusters, Revision, ServiceTarget } from '../ports/clusters.ts'
import type { Workflows } from '../ports/workflows.ts'
import { accountOf } from './account.ts'

/** "9f8e7d6": what is told of an image, its tag or the beginning of its digest. */
export function versionOf(image: string): string {
  const tag = tagOf(image)
  return /^[0-9a-f]{40}$/.test(tag) ? tag.slice(0, 7) : tag
}

const tagOf = (image: string): string => {
  const [, digest] = image.split('@sha256:')
  if (digest !== undefined) return digest.slice(0, 7)
  const tag = image.slice(image.lastIndexOf(':') + 1)
  return tag.includes('/') ? image : tag
}

/** "41  a1b2c3d" */
export const revisionInWords = (revision: Revision): string =>
  [`${revision.revision}`, [...new Set(Object.values(revision.images).map(versionOf))].join(', ')].join('  ')

export interface Version {
  /** What to type. */
  value: string
  /** What it is, how old, and by whom. */
  label: string
}

/** What can be chosen from when somebody deploys or goes back. */
export interface Versions {
  /** Versions that were deployed or committed lately, the latest first; the one that runs now is marked. */
  of(system: System, environment: string, service: string | undefined): Promise<Version[]>
  /** Revisions that ran before the present one, the latest first; by their numbers. */
  before(system: System, environment: string, service: string): Promise<Version[]>
}

/** So many are offered. */
const offered = 20

export function createVersions(
  clusters: Clusters,
  workflows: Workflows | undefined,
  now: () => number,
): Versions {
  const age = (at: number | undefined) => (at === undefined ? [] : [`${inWords(now() - at)} ago`])
  const by = (who: string | undefined) => (who === undefined ? [] : [who])

  async function revisions(settings: Environment, service: string) {
    const ecs = settings.services[service]?.ecs
    if (!ecs) return undefined
    const target: ServiceTarget = { ...ecs, ...accountOf(settings) }
    const state = await clusters.service(target)
    if (!state) return undefined
    return {
      current: state.taskDefinition,
      known: await clusters.revisions(state.taskDefinition, offered, target),
    }
  }

  async function ofEcs(settings: Environment, service: string, container: string): Promise<Version[]> {
    const found = await revisions(settings, service)
    const seen = new Set<string>()
    return (found?.known ?? []).flatMap(one => {
      const image = one.images[container]
      const value = image === undefined ? undefined : tagOf(image)
      if (value === undefined || seen.has(value)) return []
      seen.add(value)
      const now = one.arn === found?.current ? ['runs now'] : []
      return [
        { value, label: [versionOf(image!), ...now, ...age(one.registeredAt), ...by(one.by)].join(' · ') },
      ]
    })
  }

  return {
    async of({ environments }, environment, service) {
      const settings = environments[environment]
      const how = service === undefined ? undefined : settings?.services[service]?.deploy
      if (!settings || service === undefined || !how) return []
      if (how.ecs) return ofEcs(settings, service, how.ecs.container)
      const { repo, ref } = how.github!
      const commits = (await workflows?.commits(repo, ref, offered)) ?? []
      return commits.map(({ sha, title, by: who, at }) => ({
        value: sha,
        label: [sha.slice(0, 7), title, ...age(at), who].join(' · '),
      }))
    },

    async before({ environments }, environment, service) {
      const settings = environments[environment]
      const found = settings && (await revisions(settings, service))
      if (!found) return []
      const at = found.known.findIndex(({ arn }) => arn === found.current)
      return found.known.slice(at + 1).map(one => ({
        value: `${one.revision}`,
        label: [revisionInWords(one), ...age(one.registeredAt), ...by(one.by)].join(' · '),
      }))
    },
  }
}
