import { nearest } from '../../domain/nearest.ts'

/** Of which kinds Belay shows all that there is, but for what may be secret. */
export const whole = /^(?:po|pods?|deploy|deployments?)(?:\/|$)/i

/** Of which kinds it shows something, by the verb. */
export const seen = {
  get: /^(?:po|pods?|deploy|deployments?|ev|events?|rs|replicasets?|hpa|horizontalpodautoscalers?)(?:\/|$)/i,
  describe: whole,
  top: /^(?:po|pods?)(?:\/|$)/i,
}

/** What is asked for most, by Kubernetes' names. */
const kinds = [
  ...['pods', 'deployments', 'events', 'replicasets', 'horizontalpodautoscalers', 'services', 'nodes'],
  ...['configmaps', 'secrets', 'ingresses', 'jobs', 'cronjobs', 'namespaces', 'statefulsets', 'daemonsets'],
  ...['endpoints', 'persistentvolumes', 'persistentvolumeclaims', 'serviceaccounts', 'resourcequotas'],
  ...'po deploy ev rs hpa svc no cm ing cj ns sts ds ep pv pvc'.split(' '),
  ...['pod', 'deployment', 'event', 'service', 'node', 'secret', 'job', 'all'],
]

/** What would be right instead of a kind that there is not. */
export function mistypedKind(verb: string, kind: string): string[] {
  const [said = ''] = kind.toLowerCase().split('/')
  const meant = kinds.includes(said) ? undefined : nearest(said, kinds)
  return meant ? [`kubectl ${verb}: there is no ${said.slice(0, 40)}: ${meant} is meant?`] : []
}
