import { type ClusterKind, clusterKinds, groupOf } from '../../domain/cluster-kinds.ts'

/** What a Role allows: verbs on resources, as a manifest has it. */
export interface Rule {
  apiGroups: [string]
  resources: [string]
  verbs: [string]
}

const rule = (group: string, resource: string, verb: string): Rule => ({
  apiGroups: [group],
  resources: [resource],
  verbs: [verb],
})

/** What Belay may have to be allowed, besides the lists of runbooks: docs/kubernetes-role.yml has all, and a test compares. */
export const rules = {
  readDeployment: rule('apps', 'deployments', 'get'),
  patchDeployment: rule('apps', 'deployments', 'patch'),
  scaleDeployment: rule('apps', 'deployments/scale', 'patch'),
  listReplicaSets: rule('apps', 'replicasets', 'list'),
  listPods: rule('', 'pods', 'list'),
  readPod: rule('', 'pods', 'get'),
  readLog: rule('', 'pods/log', 'get'),
  listEvents: rule('', 'events', 'list'),
  listAutoscalers: rule('autoscaling', 'horizontalpodautoscalers', 'list'),
  createJob: rule('batch', 'jobs', 'create'),
  readJob: rule('batch', 'jobs', 'get'),
  deleteJob: rule('batch', 'jobs', 'delete'),
  listUsage: rule('metrics.k8s.io', 'pods', 'list'),
  listNodes: rule('', 'nodes', 'list'),
  listNodeUsage: rule('metrics.k8s.io', 'nodes', 'list'),
} as const satisfies Record<string, Rule>

/** To list all of a kind, as runbooks look at it. */
export const toList = (kind: ClusterKind): Rule => rule(groupOf(kind), kind.plural, 'list')

/** Whether a rule is about what is in no namespace: a ClusterRole has to allow it. */
export const isOfCluster = ({ resources: [resource] }: Rule): boolean =>
  clusterKinds.some(kind => kind.isOfCluster && kind.plural === resource)

/** A refusal, with what its Role lacks. */
export const lacking = (rule: Rule, about: string): string =>
  `Kubernetes refused to ${rule.verbs[0]} ${rule.resources[0]} (${about}): Belay's service account may not. Rule to add to its ${isOfCluster(rule) ? 'ClusterRole' : 'Role'}: ${JSON.stringify(rule)}`
