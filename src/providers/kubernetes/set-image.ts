import type { z } from 'zod'
import { type Made, type Maker, maker } from '../../ports/calls/call.ts'
import { setImage } from '../../ports/calls/kubernetes.ts'
import type { Kubernetes } from './api.ts'
import { readDeployment } from './deployments.ts'
import { gone, patchTemplate } from './patch.ts'
import { imageIn, observeRollout } from './rollout.ts'
import type { Deployment } from './wire.ts'

type Params = z.infer<typeof setImage.params>

/** Gives a deployment's container another image, and follows its roll-out. Stopped, it goes back to the one before. */
export function createSetImage(kubernetes: Kubernetes): Maker {
  const now = (params: Params) => readDeployment(kubernetes, params)

  async function set(deployment: Deployment, params: Params, from: string, to: string, made: Made) {
    const at = deployment.spec.template.spec.containers.findIndex(({ name }) => name === params.container)
    const path = `/spec/template/spec/containers/${Math.max(at, 0)}/image`
    return patchTemplate(kubernetes, params, deployment, {
      expected: { path, value: from },
      ops: [{ op: 'replace', path, value: to }],
      made,
      cause: `set image ${params.container}=${to}`,
    })
  }

  return maker<Params>({
    kind: setImage,
    repeatable: true,
    async look(params) {
      const deployment = await now(params)
      if (!deployment) return gone(params)
      const image = imageIn(deployment.spec.template, params.container)
      if (image === params.to) return { is: 'after', result: { generation: deployment.metadata.generation } }
      if (image === params.from) return { is: 'before' }
      return {
        is: 'other',
        how:
          image === undefined
            ? `${params.deployment} has no container ${params.container} any more.`
            : `${params.deployment} runs ${image} now.`,
      }
    },
    async start(params, made) {
      return set((await now(params))!, params, params.from, params.to, made)
    },
    observe: params =>
      observeRollout(kubernetes, params, template => imageIn(template, params.container) === params.to),
    async cancel(params, _, guard) {
      const deployment = await now(params)
      if (!deployment || imageIn(deployment.spec.template, params.container) !== params.to) return
      guard()
      await set(deployment, params, params.to, params.from, { run: 'stopped', step: 0 })
    },
  })
}
