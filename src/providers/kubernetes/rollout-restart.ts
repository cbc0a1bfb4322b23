import type { z } from 'zod'
import { type Maker, maker, tagOf } from '../../ports/calls/call.ts'
import { rolloutRestart } from '../../ports/calls/kubernetes.ts'
import type { Kubernetes } from './api.ts'
import { isSame, missing, templateOf } from './deployments.ts'
import { find, gone, noted, patchTemplate } from './patch.ts'
import { observeRollout } from './rollout.ts'
import type { Template } from './wire.ts'

type Params = z.infer<typeof rolloutRestart.params>

/** `kubectl rollout restart` writes a time here: any other template makes new pods. */
const restarted = 'kubectl.kubernetes.io/restartedAt'
const byRun = 'belay/restarted-by'

/** Replaces a deployment's pods by new ones, one after the other. That it was done is told by the run in its template. */
export function createRolloutRestart(kubernetes: Kubernetes, { wall: now }: { wall(): number }): Maker {
  const markOf = ({ metadata }: Template) => metadata?.annotations?.[byRun]

  return maker<Params>({
    kind: rolloutRestart,
    repeatable: true,
    async look(params, made) {
      const found = await find(kubernetes, params)
      if (!found) return gone(params)
      const { deployment, sets } = found
      const { template } = deployment.spec
      if (markOf(template) === tagOf(made))
        return { is: 'after', result: { generation: deployment.metadata.generation } }
      const from = sets.find(({ metadata }) => metadata.name === params.from)
      return from && isSame(template, templateOf(from))
        ? { is: 'before' }
        : { is: 'other', how: `${params.deployment} does not run ${params.from} any more.` }
    },
    async start(params, made) {
      const found = await find(kubernetes, params)
      const from = found?.sets.find(({ metadata }) => metadata.name === params.from)
      const template = found?.deployment.spec.template
      if (!found || !template || !from || !isSame(template, templateOf(from)))
        throw missing(params, `${params.deployment} does not run ${params.from} any more`)
      return patchTemplate(kubernetes, params, found.deployment, {
        expected: { path: '/spec/template', value: template },
        ops: noted('/spec/template/metadata/annotations', template.metadata?.annotations, {
          [restarted]: new Date(now()).toISOString(),
          [byRun]: tagOf(made),
        }),
        made,
        cause: 'rollout restart',
      })
    },
    observe: (params, _, made) =>
      observeRollout(kubernetes, params, template => markOf(template) === tagOf(made)),
  })
}
