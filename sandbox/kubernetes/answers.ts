import { type Answer, type Asked, type Kept, notFound, ok, refuse } from './asked.ts'
import { jobAnswers } from './job-answers.ts'
import { isOver, jobPodObject } from './job-objects.ts'
import { type Operation, patched } from './json-patch.ts'
import { deploymentObject, eventObject, setObjects } from './objects.ts'
import { otherAnswers } from './other-answers.ts'
import { podObjects } from './pod-objects.ts'
import { podsOf } from './rollout.ts'
import { chosenBy } from './selectors.ts'
import type { SimulatedDeployment } from './world.ts'

const jobIn = (query: URLSearchParams): string | null =>
  /^job-name=(.*)$/.exec(query.get('labelSelector') ?? '')?.[1] ?? null

/** By verb and resource, as a Role names them. */
export const answers: Record<string, (asked: Asked, kept: Kept) => Answer> = {
  'get deployments'(asked, kept) {
    const found = deployment(asked, kept)
    return found ? ok(deploymentObject(found, kept.now())) : notFound(asked)
  },

  'patch deployments'(asked, kept) {
    const found = deployment(asked, kept)
    if (!found) return notFound(asked)
    const next = patched(deploymentObject(found, kept.now()), asked.body as Operation[])
    if (!next)
      return refuse(
        422,
        'Invalid',
        'the server rejected our request due to an error in our request: testing path failed',
      )
    const { annotations } = next.metadata
    kept.change({ ...found, template: next.spec.template, annotations, generation: found.generation + 1 })
    return ok(deploymentObject(deployment(asked, kept)!, kept.now()))
  },

  'patch deployments/scale'(asked, kept) {
    const found = deployment(asked, kept)
    if (!found) return notFound(asked)
    const next = patched({ spec: { replicas: found.replicas } }, asked.body as Operation[])
    if (!next) return refuse(422, 'Invalid', 'testing path /spec/replicas failed')
    kept.change({
      ...found,
      replicas: next.spec.replicas,
      generation: found.generation + 1,
      scaledAt: kept.now(),
      scaledFrom: podsOf(found, kept.now()).fresh,
    })
    return ok({ kind: 'Scale', spec: next.spec })
  },

  'list replicasets': ({ namespace, query }, kept) =>
    ok({ items: ofDeployments(namespace, kept, setObjects).filter(chosenBy(query)) }),

  'list pods'({ namespace, query }, kept) {
    const job = kept.jobs.get(`${namespace}/${jobIn(query)}`)
    if (job) return ok({ items: [jobPodObject(job, kept.outcome(job.command).exit, kept.now())] })
    return ok({ items: ofDeployments(namespace, kept, podObjects).filter(chosenBy(query)) })
  },

  'get pods'(asked, kept) {
    const found = podNamed(asked, kept)
    return found ? ok(found.pod) : notFound(asked)
  },

  'get pods/log'(asked, kept) {
    const job = [...kept.jobs.values()].find(({ name }) => asked.name.startsWith(`${name}-`))
    if (job) return ok(isOver(job, kept.now()) ? kept.outcome(job.command).output : '')
    const found = podNamed(asked, kept)
    if (!found) return notFound(asked)
    const all = found.pod.status.containerStatuses
    const isUp = all.some(({ ready }) => ready)
    const hasEnded = all.some(({ lastState }) => lastState.terminated)
    if (!isUp && !hasEnded)
      return refuse(400, 'BadRequest', `container in pod ${asked.name} is waiting to start`)
    const isFirst = found.index === 0
    const { lines, before } = found.deployment
    const since = Date.parse(asked.query.get('sinceTime') ?? '') || 0
    const said =
      !isUp || asked.query.has('previous') ? before : lines.filter((_, i) => isFirst === (i % 2 === 0))
    return ok(
      said
        .filter(({ at }) => at >= since)
        .map(({ at, text }) => `${new Date(at).toISOString()} ${text}\n`)
        .join(''),
    )
  },

  'list events': ({ query }, kept) => ok({ items: kept.events.map(eventObject).filter(chosenBy(query)) }),

  'list horizontalpodautoscalers'({ namespace }, kept) {
    const all = [...kept.deployments.values()].filter(one => one.namespace === namespace)
    return ok({
      items: all.flatMap(({ name: of, autoscaler }) =>
        autoscaler
          ? [
              {
                metadata: { name: autoscaler.name },
                spec: {
                  scaleTargetRef: { kind: 'Deployment', name: of },
                  minReplicas: autoscaler.min,
                  maxReplicas: autoscaler.max,
                },
              },
            ]
          : [],
      ),
    })
  },

  'list pods.metrics'({ namespace, query }, kept) {
    const found = [...kept.deployments.values()].find(
      one => one.namespace === namespace && chosenBy(query)({ metadata: { labels: { app: one.name } } }),
    )
    if (!kept.hasMetrics) return refuse(404, 'NotFound', 'the server could not find the requested resource')
    return ok({
      items: (found ? podObjects(found, kept.now()) : []).map(({ metadata, spec }) => ({
        metadata: { name: metadata.name },
        containers: spec.containers.map(({ name }) => ({ name, usage: found?.uses })),
      })),
    })
  },

  ...jobAnswers,
  ...otherAnswers,
}

const ofDeployments = <T>(
  namespace: string,
  { deployments, now }: Kept,
  objects: (deployment: SimulatedDeployment, now: number) => T[],
): T[] =>
  [...deployments.values()].filter(one => one.namespace === namespace).flatMap(one => objects(one, now()))

const deployment = ({ namespace, name }: Asked, { deployments }: Kept) =>
  deployments.get(`${namespace}/${name}`)

function podNamed({ namespace, name }: Asked, kept: Kept) {
  for (const deployment of kept.deployments.values()) {
    if (deployment.namespace !== namespace) continue
    const pods = podObjects(deployment, kept.now())
    const index = pods.findIndex(({ metadata }) => metadata.name === name)
    if (index >= 0) return { deployment, pod: pods[index]!, index }
  }
  return undefined
}
