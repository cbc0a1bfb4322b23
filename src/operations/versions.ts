import { inWords } from '../domain/duration.ts'
import type { Environment, System } from '../domain/system.ts'
import type { Clusters, ServiceTarget } from '../ports/clusters.ts'
import type { Workflows } from '../ports/workflows.ts'
import { accountOf } from './account.ts'
import { became, lastStable, remembered, revisionInWords, tagOf, versionOf } from './revisions.ts'

export interface Version {
  /** What to type. */
  value: string
  /** What it is, how old, and by whom. */
  label: string
  /** What is most likely meant. */
  suggested?: true
  /** It runs now: what it is called for short. */
  isNow?: string
}

/** What can be chosen from when somebody deploys or goes back. */
export interface Versions {
  /** Versions that were deployed or committed lately, the latest first; the one that runs now is marked. */
  of(system: System, environment: string, service: string | undefined): Promise<Version[]>
  /** What an ECS service runs now, in words, and the revisions before that, the latest first; by their numbers. */
  before(system: System, environment: string, service: string): Promise<{ now?: string; earlier: Version[] }>
}

export function createVersions(
  clusters: Clusters,
  workflows: Workflows | undefined,
  now: () => number,
): Versions {
  const age = (at: number | undefined) => (at === undefined ? [] : [`${inWords(now() - at)} ago`])
  const by = (who: string | undefined) => (who === undefined ? [] : [who])

  async function running(settings: Environment, service: string) {
    const ecs = settings.services[service]?.ecs
    if (!ecs) return undefined
    const target: ServiceTarget = { ...ecs, ...accountOf(settings) }
    const state = await clusters.service(target)
    return state && { target, current: state.taskDefinition }
  }

  async function ofEcs(settings: Environment, service: string, container: string): Promise<Version[]> {
    const found = await running(settings, service)
    if (!found) return []
    const { current, target } = found
    const known = await clusters.revisions(current, remembered, target)
    const seen = new Set<string>()
    return known.flatMap(one => {
      const image = one.images[container]
      const value = image === undefined ? undefined : tagOf(image)
      if (value === undefined || seen.has(value)) return []
      seen.add(value)
      const isNow = one.arn === current
      const facts = [...(isNow ? ['runs now'] : []), ...age(one.registeredAt), ...by(one.by)]
      return [
        {
          value,
          label: [versionOf(image!), ...facts].join(' · '),
          ...(isNow && { isNow: versionOf(image!) }),
        },
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
      const commits = (await workflows?.commits(repo, ref, remembered)) ?? []
      return commits.map(({ sha, title, by: who, at }) => ({
        value: sha,
        label: [sha.slice(0, 7), title, ...age(at), who].join(' · '),
      }))
    },

    async before({ environments }, environment, service) {
      const settings = environments[environment]
      const found = settings && (await running(settings, service))
      if (!found) return { earlier: [] }
      const { current, target } = found
      const [known, deployed] = await Promise.all([
        clusters.revisions(current, remembered, target),
        clusters.deployed(target),
      ])
      const at = known.findIndex(({ arn }) => arn === current)
      const stable = lastStable(known, known[at], deployed)
      const earlier = known.slice(at + 1).map(one => ({
        value: `${one.revision}`,
        label: [revisionInWords(one), ...became(one, deployed), ...age(one.registeredAt), ...by(one.by)].join(
          ' · ',
        ),
        ...(one === stable && { suggested: true as const }),
      }))
      return { ...(known[at] && { now: revisionInWords(known[at]) }), earlier }
    },
  }
}
