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

/** All that Belay may have to be allowed in a namespace: docs/kubernetes-role.yml has the same, and a test compares. */
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
} as const satisfies Record<string, Rule>

/** A refusal, with what its Role lacks. */
export const lacking = (rule: Rule, about: string): string =>
  `Kubernetes refused to ${rule.verbs[0]} ${rule.resources[0]} (${about}): Belay's service account may not. Rule to add to its Role: ${JSON.stringify(rule)}`
