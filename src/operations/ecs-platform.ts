import { inWords } from '../domain/duration.ts'
import type { Clusters, ServiceTarget } from '../ports/clusters.ts'
import { accountOf } from './account.ts'
import { planEcs } from './deploy-ecs.ts'
import type { Where } from './operation.ts'
import type { Platform } from './platform.ts'
import { became, lastStable, remembered, revisionInWords, tagOf, versionOf } from './revisions.ts'
import { rollbackEcs } from './rollback-ecs.ts'
import type { Version } from './versions.ts'

/** Services of Amazon ECS, which run revisions of a task definition. */
export function ecsPlatform(clusters: Clusters, now: () => number): Platform {
  const age = (at: number | undefined) => (at === undefined ? [] : [`${inWords(now() - at)} ago`])
  const by = (who: string | undefined) => (who === undefined ? [] : [who])

  async function running({ settings, service }: Where) {
    const target: ServiceTarget = { ...service!.settings.ecs!, ...accountOf(settings) }
    const state = await clusters.service(target)
    return state && { target, current: state.taskDefinition }
  }

  return {
    setting: 'ecs: { cluster, service }',
    has: ({ ecs }) => ecs !== undefined,
    deploy: ({ version }, where, firstStep) => planEcs(clusters, version, where, firstStep),
    rollback: (revision, where) => rollbackEcs(clusters, revision, where),

    async versions(where): Promise<Version[]> {
      const { container } = where.service!.settings.deploy!.ecs!
      const found = await running(where)
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
    },

    async before(where) {
      const found = await running(where)
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
