import { encoded } from '../../domain/encoded.ts'
import type { ClusterEvent, DeploymentTarget, PodUsage, Workloads } from '../../ports/workloads.ts'
import type { Kubernetes } from './api.ts'
import {
  aboutOf,
  knownDeployment,
  readDeployment,
  readReplicaSets,
  revisionOf,
  selectorOf,
  stateOf,
} from './deployments.ts'
import { described } from './described.ts'
import { isAbout } from './own-events.ts'
import { podOf, podsPath, readPods } from './pods.ts'
import { quantity } from './quantity.ts'
import { rules } from './rule.ts'
import { Autoscaler, Event, listOf, Pod, PodMetrics } from './wire.ts'

/** Kubernetes as plans and looks read it. */
export function createWorkloads(kubernetes: Kubernetes): Workloads {
  const known = (target: DeploymentTarget) => knownDeployment(kubernetes, target)

  async function eventsIn(target: DeploymentTarget, of?: string): Promise<ClusterEvent[]> {
    const only = of === undefined ? '' : `?fieldSelector=${encoded(`involvedObject.name=${of}`)}`
    const found = await kubernetes.ask({
      place: target,
      path: `/api/v1/namespaces/${encoded(target.namespace)}/events${only}`,
      answer: listOf(Event),
      about: `events in ${target.namespace}`,
      rule: rules.listEvents,
    })
    return (found?.items ?? []).map(eventOf).sort((a, b) => b.at - a.at)
  }

  return {
    async deployment(target) {
      const deployment = await readDeployment(kubernetes, target)
      if (!deployment) return undefined
      return stateOf(deployment, await readReplicaSets(kubernetes, target, deployment), target.container)
    },

    async revisions(target) {
      const all = await readReplicaSets(kubernetes, target, await known(target))
      return all.map(revisionOf)
    },

    async pods(target) {
      const all = await readPods(kubernetes, target, await known(target))
      return all.map(pod => podOf(pod, target.container))
    },

    async events(target) {
      const [all, deployment] = await Promise.all([eventsIn(target), known(target)])
      const sets = await readReplicaSets(kubernetes, target, deployment)
      const isOurs = isAbout(target.deployment, sets)
      return all.filter(({ on }) => isOurs(on))
    },

    async describe(target, pod) {
      const [found, events] = await Promise.all([
        kubernetes.ask({
          place: target,
          path: podsPath(target, pod),
          answer: Pod,
          about: `pod ${pod} in ${target.namespace}`,
          rule: rules.readPod,
        }),
        eventsIn(target, pod),
      ])
      return found && described(found, events)
    },

    async usage(target, labels) {
      const deployment = await known(target)
      const [measured, pods] = await Promise.all([
        kubernetes.ask({
          place: target,
          path: `/apis/metrics.k8s.io/v1beta1/namespaces/${encoded(target.namespace)}/pods?labelSelector=${selectorOf(deployment, ...(labels === undefined ? [] : [labels]))}`,
          answer: listOf(PodMetrics),
          about: `what pods of ${aboutOf(target)} use`,
          rule: rules.listUsage,
        }),
        readPods(kubernetes, target, deployment),
      ])
      return measured?.items.map(one => usageOf(one, pods, target.container))
    },

    async autoscaler(target) {
      const found = await kubernetes.ask({
        place: target,
        path: `/apis/autoscaling/v2/namespaces/${encoded(target.namespace)}/horizontalpodautoscalers`,
        answer: listOf(Autoscaler),
        about: `autoscalers in ${target.namespace}`,
        rule: rules.listAutoscalers,
      })
      const own = found?.items.find(
        ({ spec }) =>
          spec.scaleTargetRef.kind === 'Deployment' && spec.scaleTargetRef.name === target.deployment,
      )
      return own && { name: own.metadata.name, min: own.spec.minReplicas, max: own.spec.maxReplicas }
    },
  }
}

const eventOf = (event: Event): ClusterEvent => ({
  at: event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp,
  on: `${event.involvedObject.kind}/${event.involvedObject.name}`,
  reason: event.reason,
  message: event.message,
  isWarning: event.type === 'Warning',
  count: event.count ?? 1,
})

function usageOf({ metadata, containers }: PodMetrics, pods: Pod[], container: string): PodUsage {
  const used = containers.find(({ name }) => name === container)?.usage
  const limits = pods
    .find(pod => pod.metadata.name === metadata.name)
    ?.spec.containers.find(({ name }) => name === container)?.resources?.limits
  const [cpuLimit, memoryLimit] = [quantity(limits?.cpu), quantity(limits?.memory)]
  return {
    pod: metadata.name,
    cpu: quantity(used?.cpu) ?? 0,
    memory: quantity(used?.memory) ?? 0,
    ...(cpuLimit !== undefined && { cpuLimit }),
    ...(memoryLimit !== undefined && { memoryLimit }),
  }
}
