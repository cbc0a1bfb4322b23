import { z } from 'zod'
import { encoded } from '../../domain/encoded.ts'
import { fieldOf, type Made, type Maker, maker, nameFor, type Observation } from '../../ports/calls/call.ts'
import { createJob } from '../../ports/calls/kubernetes.ts'
import type { Kubernetes } from './api.ts'
import { missing, readDeployment } from './deployments.ts'
import { Job, jobOf } from './job.ts'
import { gone } from './patch.ts'
import { podOf, podsPath } from './pods.ts'
import { imageIn } from './rollout.ts'
import { rules } from './rule.ts'
import { listOf, Pod } from './wire.ts'

type Params = z.infer<typeof createJob.params>

/** So much of what a Job printed is read, the newest of it. */
const mostBytes = 1_000_000
const deleted = 'propagationPolicy=Background'

/** Runs a command in a Job of its own and waits for its end; stopped, the Job is deleted with its pod. */
export function createJobMaker(kubernetes: Kubernetes): Maker {
  const jobsOf = ({ namespace }: Params) => `/apis/batch/v1/namespaces/${encoded(namespace)}/jobs`
  const aboutJob = (made: Made, { namespace }: Params) => `job ${nameFor(made)} in ${namespace}`

  const job = (params: Params, made: Made) =>
    kubernetes.ask({
      place: params,
      path: `${jobsOf(params)}/${nameFor(made)}`,
      answer: Job,
      about: aboutJob(made, params),
      rule: rules.readJob,
    })

  async function podIn(params: Params, made: Made): Promise<Pod | undefined> {
    const found = await kubernetes.ask({
      place: params,
      path: `${podsPath(params)}?labelSelector=${encoded(`job-name=${nameFor(made)}`)}`,
      answer: listOf(Pod),
      about: `pods of ${aboutJob(made, params)}`,
      rule: rules.listPods,
    })
    return found?.items[0]
  }

  async function printed(params: Params, made: Made, pod: Pod | undefined): Promise<string | undefined> {
    const began = pod?.status.containerStatuses[0]?.state
    if (!pod || (!began?.running && !began?.terminated)) return undefined
    return kubernetes.text({
      place: params,
      path: `${podsPath(params, pod.metadata.name)}/log?container=${encoded(params.container)}&limitBytes=${mostBytes}`,
      about: `log of ${aboutJob(made, params)}`,
      rule: rules.readLog,
    })
  }

  return maker<Params>({
    kind: createJob,
    repeatable: true,
    async look(params, made) {
      const [there, deployment] = await Promise.all([job(params, made), readDeployment(kubernetes, params)])
      if (there) return { is: 'after', result: { job: nameFor(made) } }
      if (!deployment) return gone(params)
      const image = imageIn(deployment.spec.template, params.container)
      return image === params.image
        ? { is: 'before' }
        : { is: 'other', how: `${params.deployment} runs ${image ?? 'no such container'} now.` }
    },
    async start(params, made) {
      const deployment = await readDeployment(kubernetes, params)
      if (!deployment || imageIn(deployment.spec.template, params.container) !== params.image)
        throw missing(params, `${params.deployment} does not run ${params.image} any more`)
      await kubernetes.ask({
        place: params,
        method: 'POST',
        path: jobsOf(params),
        body: jobOf(made, deployment.spec.template, params),
        answer: z.object({}),
        about: aboutJob(made, params),
        rule: rules.createJob,
      })
      return { job: nameFor(made) }
    },
    async observe(params, _, made): Promise<Observation> {
      const there = await job(params, made)
      if (!there) return { is: 'failed', why: 'Its job is gone.', said: [] }
      const pod = await podIn(params, made)
      const output = await printed(params, made, pod)
      const told = output === undefined ? {} : { output }
      const { succeeded, failed, conditions } = there.status
      const progress = { done: succeeded, of: 1, what: 'ended well', said: waits(pod, params), ...told }
      if (succeeded > 0) return { is: 'done', progress }
      const ended = conditions.find(({ type, status }) => type === 'Failed' && status === 'True')
      const isAtWork = pod?.status.phase === 'Running'
      if (failed === 0 && !ended)
        return { is: 'going', progress: { ...progress, ...(isAtWork && { begun: true }) } }
      const exit = pod && podOf(pod, params.container).last
      return {
        is: 'failed',
        why: exit
          ? `It ended with ${[`exit ${exit.exit}`, exit.reason].filter(Boolean).join(', ')}.`
          : `It failed: ${ended?.message || 'Kubernetes gave no reason'}.`,
        said: [],
        ...told,
      }
    },
    output: async (params, _, made) => printed(params, made, await podIn(params, made)),
    async cancel(params, result, guard) {
      const made = fieldOf(result, 'job')
      if (made === undefined) return
      guard()
      await kubernetes.ask({
        place: params,
        method: 'DELETE',
        path: `${jobsOf(params)}/${made}?${deleted}`,
        answer: z.unknown(),
        about: `job ${made} in ${params.namespace}`,
        rule: rules.deleteJob,
      })
    },
  })
}

/** Why its pod has not begun. */
function waits(pod: Pod | undefined, { container }: Params): string[] {
  if (!pod) return []
  const { status, why } = podOf(pod, container)
  return why === undefined ? [] : [`${status}: ${why}`]
}
