import { z } from 'zod'
import { type Maker, maker } from '../../ports/calls/call.ts'
import { scaleDeployment } from '../../ports/calls/kubernetes.ts'
import type { Kubernetes } from './api.ts'
import { aboutOf, missing, pathOf, readDeployment } from './deployments.ts'
import { gone } from './patch.ts'
import { rules } from './rule.ts'

type Params = z.infer<typeof scaleDeployment.params>

/** Sets how many pods a deployment is to run, and waits until they do. */
export const createScale = (kubernetes: Kubernetes): Maker =>
  maker<Params>({
    kind: scaleDeployment,
    repeatable: true,
    async look(params) {
      const deployment = await readDeployment(kubernetes, params)
      if (!deployment) return gone(params)
      const { replicas } = deployment.spec
      if (replicas === params.to) return { is: 'after', result: {} }
      if (replicas === params.from) return { is: 'before' }
      return { is: 'other', how: `${params.deployment} is to run ${replicas} pods now.` }
    },
    async start(params) {
      const path = '/spec/replicas'
      const scaled = await kubernetes.ask({
        place: params,
        method: 'PATCH',
        path: `${pathOf(params)}/scale`,
        body: [
          { op: 'test', path, value: params.from },
          { op: 'replace', path, value: params.to },
        ],
        answer: z.object({ spec: z.object({ replicas: z.number().default(0) }) }),
        about: aboutOf(params),
        rule: rules.scaleDeployment,
      })
      if (scaled) return {}
      throw missing(params)
    },
    async observe(params) {
      const deployment = await readDeployment(kubernetes, params)
      if (!deployment) return { is: 'failed', why: `The deployment ${params.deployment} is gone.`, said: [] }
      const { spec, status, metadata } = deployment
      if (spec.replicas !== params.to)
        return {
          is: 'failed',
          why: `Something else has set ${params.deployment} to ${spec.replicas} pods: its autoscaler, perhaps.`,
          said: [],
        }
      const isSeen = status.observedGeneration >= metadata.generation
      const done = Math.min(status.availableReplicas, spec.replicas)
      const progress = { done, of: spec.replicas, what: 'pods ready', said: [] }
      const isThere =
        isSeen && status.availableReplicas === spec.replicas && status.replicas === spec.replicas
      return isThere ? { is: 'done', progress } : { is: 'going', progress }
    },
  })
