import { type ClusterKind, groupOf } from '../../domain/cluster-kinds.ts'
import { encoded } from '../../domain/encoded.ts'
import type { DeploymentTarget } from '../../ports/workloads.ts'
import type { Kubernetes } from './api.ts'
import { aboutOf, knownDeployment, labelsOf, pathOf } from './deployments.ts'
import { type Rule, rules, toList } from './rule.ts'

/** So many of a list are read. */
export const most = 500

/** What is looked for: as kubectl's `-l` and `--field-selector` choose it. */
export interface Selectors {
  labels?: string
  fields?: string
}

/** One call, and what it is about. */
interface List {
  path: string
  target: DeploymentTarget
  about: string
  rule: Rule
}

/** What is asked for all of a kind: of a deployment's own for each, of all else for each namespace, or for the cluster. */
export async function listsOf(
  kubernetes: Kubernetes,
  kind: ClusterKind,
  targets: DeploymentTarget[],
  { labels, fields }: Selectors,
): Promise<List[]> {
  const list = (target: DeploymentTarget, about: string, own: string[] = []): List => {
    const api = groupOf(kind) === '' ? `/api/${kind.api}` : `/apis/${kind.api}`
    const folder = kind.isOfCluster ? '' : `namespaces/${encoded(target.namespace)}/`
    const chosen = [...own, ...(labels === undefined ? [] : [labels])]
    const query = new URLSearchParams({
      includeObject: 'Object',
      limit: `${most}`,
      ...(chosen.length > 0 && { labelSelector: chosen.join() }),
      ...(fields !== undefined && { fieldSelector: fields }),
    })
    return { path: `${api}/${folder}${kind.plural}?${query}`, target, about, rule: toList(kind) }
  }
  if (kind.isOfCluster) return targets.slice(0, 1).map(target => list(target, 'all of the cluster'))
  if (kind.plural === 'deployments')
    return targets.map(target => ({
      path: `${pathOf(target)}?includeObject=Object`,
      target,
      about: aboutOf(target),
      rule: rules.readDeployment,
    }))
  if (kind.plural === 'pods' || kind.plural === 'replicasets')
    return Promise.all(
      targets.map(async target =>
        list(target, aboutOf(target), [labelsOf(await knownDeployment(kubernetes, target))]),
      ),
    )
  const namespaces = new Map(targets.map(target => [target.namespace, target]))
  return [...namespaces.values()].map(target => list(target, `all in ${target.namespace}`))
}
