import { nearest } from './nearest.ts'

/** A kind of what a cluster has, as its API server calls it. */
export interface ClusterKind {
  /** Where the API server has it: `v1`, `apps/v1`. */
  api: string
  plural: string
  singular: string
  /** All that kubectl knows it by. */
  names: readonly string[]
  /** It is in no namespace. */
  isOfCluster: boolean
}

/** What Kubernetes has by itself, by many, one and for short; of secrets Belay reads none. */
const inNamespaces = {
  v1: [
    ...['pods pod po', 'services service svc', 'configmaps configmap cm', 'events event ev'],
    ...['endpoints endpoints ep', 'persistentvolumeclaims persistentvolumeclaim pvc'],
    ...['serviceaccounts serviceaccount sa', 'resourcequotas resourcequota quota'],
    'limitranges limitrange limits',
  ],
  'apps/v1': [
    ...['deployments deployment deploy', 'replicasets replicaset rs', 'statefulsets statefulset sts'],
    'daemonsets daemonset ds',
  ],
  'batch/v1': ['jobs job', 'cronjobs cronjob cj'],
  'autoscaling/v2': ['horizontalpodautoscalers horizontalpodautoscaler hpa'],
  'networking.k8s.io/v1': ['ingresses ingress ing', 'networkpolicies networkpolicy netpol'],
  'policy/v1': ['poddisruptionbudgets poddisruptionbudget pdb'],
}
const inClusters = {
  v1: ['nodes node no', 'namespaces namespace ns', 'persistentvolumes persistentvolume pv'],
  'storage.k8s.io/v1': ['storageclasses storageclass sc'],
}

const kindsIn = (apis: Record<string, string[]>, isOfCluster: boolean): ClusterKind[] =>
  Object.entries(apis).flatMap(([api, kinds]) =>
    kinds.map(said => {
      const names = said.split(' ')
      return { api, plural: names[0]!, singular: names[1]!, names, isOfCluster }
    }),
  )

export const clusterKinds: readonly ClusterKind[] = [
  ...kindsIn(inNamespaces, false),
  ...kindsIn(inClusters, true),
]

/** The group of an API: `apps`, and nothing of Kubernetes' first. */
export const groupOf = ({ api }: Pick<ClusterKind, 'api'>): string =>
  api.includes('/') ? api.slice(0, api.indexOf('/')) : ''

/** What `kubectl get all` shows. */
const all =
  'pods services daemonsets deployments replicasets statefulsets horizontalpodautoscalers cronjobs jobs'.split(
    ' ',
  )

/** By any of its names, also with its group: `po`, `deployment.apps`. */
function kindOf(said: string): ClusterKind | undefined {
  const [name = '', ...rest] = said.toLowerCase().split('.')
  const group = rest.join('.')
  return clusterKinds.find(
    kind =>
      kind.names.includes(name) &&
      (group === '' || group === groupOf(kind) || group.endsWith(`.${groupOf(kind)}`)),
  )
}

/** Things of one kind: by these names, or all of them. */
export interface OfKind {
  kind: ClusterKind
  names: string[]
}

/** What kubectl's words ask for: `pods`, `svc,ing`, `all`, `pod web-1`, `pod/web-1 svc/web`; or the kind that is unknown. */
export function askedIn([first = '', ...others]: readonly string[]): OfKind[] | { unknown: string } {
  const pairs = first.includes('/')
    ? [first, ...others].map(word => [word.split('/', 1)[0]!, word.slice(word.indexOf('/') + 1)] as const)
    : first.split(',').flatMap(kind => (kind === 'all' ? all : [kind]).map(one => [one, undefined] as const))
  const found = new Map<ClusterKind, string[]>()
  for (const [said, name] of pairs) {
    const kind = kindOf(said)
    if (!kind) return { unknown: said }
    found.set(kind, name === undefined ? others : [...(found.get(kind) ?? []), name])
  }
  return [...found].map(([kind, names]) => ({ kind, names }))
}

/** The name of a kind that was most likely meant by another. */
export const nearestKind = (said: string): string | undefined =>
  nearest(
    said,
    clusterKinds.flatMap(({ names }) => names),
  )
