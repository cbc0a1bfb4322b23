import { type Answer, type Asked, type Kept, ok, refuse } from './asked.ts'
import { chosenBy } from './selectors.ts'

const plurals = [
  ...['services', 'configmaps', 'endpoints', 'persistentvolumeclaims', 'serviceaccounts', 'resourcequotas'],
  ...['limitranges', 'statefulsets', 'daemonsets', 'jobs', 'cronjobs', 'ingresses', 'networkpolicies'],
  ...['poddisruptionbudgets', 'nodes', 'namespaces', 'persistentvolumes', 'storageclasses'],
]

const list =
  (plural: string) =>
  ({ namespace, query }: Asked, { others }: Kept): Answer => {
    const all = (others.get(plural) ?? []).filter(
      ({ metadata }) => namespace === '' || metadata.namespace === namespace,
    )
    return ok({ items: all.filter(chosenBy(query)) })
  }

/** Of what only is looked at, all there is of its kind. */
export const otherAnswers: Record<string, (asked: Asked, kept: Kept) => Answer> = {
  ...Object.fromEntries(plurals.map(plural => [`list ${plural}`, list(plural)])),

  'list nodes.metrics'({ query }, { others, hasMetrics }) {
    if (!hasMetrics) return refuse(404, 'NotFound', 'the server could not find the requested resource')
    const usage = { cpu: '640m', memory: '3Gi' }
    return ok({
      items: (others.get('nodes') ?? [])
        .filter(chosenBy(query))
        .map(({ metadata: { name } }) => ({ metadata: { name }, usage })),
    })
  },
}
