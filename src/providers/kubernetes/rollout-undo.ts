import type { z } from 'zod'
import { type Made, type Maker, maker } from '../../ports/calls/call.ts'
import { rolloutUndo } from '../../ports/calls/kubernetes.ts'
import type { Kubernetes } from './api.ts'
import { annotation, isSame, missing, templateOf } from './deployments.ts'
import { find, gone, patchTemplate } from './patch.ts'
import { observeRollout } from './rollout.ts'
import type { ReplicaSet, Template } from './wire.ts'

type Params = z.infer<typeof rolloutUndo.params>

/** Has a deployment run the template of an earlier ReplicaSet, as `kubectl rollout undo` does, and follows it. */
export function createRolloutUndo(kubernetes: Kubernetes): Maker {
  const named = (sets: ReplicaSet[], name: string): Template | undefined => {
    const set = sets.find(({ metadata }) => metadata.name === name)
    return set && templateOf(set)
  }

  async function go(params: Params, from: string, to: string, made: Made) {
    const found = await find(kubernetes, params)
    if (!found) throw missing(params)
    const [expected, template] = [named(found.sets, from), named(found.sets, to)]
    const present = found.deployment.spec.template
    if (!template) throw missing(params, `${params.deployment} has no ReplicaSet ${to} any more`)
    if (!expected || !isSame(present, expected))
      throw missing(params, `${params.deployment} does not run ${from} any more`)
    return patchTemplate(kubernetes, params, found.deployment, {
      expected: { path: '/spec/template', value: present },
      ops: [{ op: 'replace', path: '/spec/template', value: template }],
      made,
      cause: found.sets.find(({ metadata }) => metadata.name === to)?.metadata.annotations[annotation.cause],
    })
  }

  return maker<Params>({
    kind: rolloutUndo,
    repeatable: true,
    async look(params) {
      const found = await find(kubernetes, params)
      if (!found) return gone(params)
      const { deployment, sets } = found
      const [from, to] = [named(sets, params.from), named(sets, params.to)]
      if (!to) return { is: 'other', how: `The ReplicaSet ${params.to} is not kept any more.` }
      if (isSame(deployment.spec.template, to))
        return { is: 'after', result: { generation: deployment.metadata.generation } }
      if (from && isSame(deployment.spec.template, from)) return { is: 'before' }
      return { is: 'other', how: `${params.deployment} does not run ${params.from} any more.` }
    },
    start: (params, made) => go(params, params.from, params.to, made),
    async observe(params) {
      const found = await find(kubernetes, params)
      const to = named(found?.sets ?? [], params.to)
      return observeRollout(kubernetes, params, template => to !== undefined && isSame(template, to))
    },
    async cancel(params, _, guard) {
      const found = await find(kubernetes, params)
      const to = named(found?.sets ?? [], params.to)
      if (!found || !to || !isSame(found.deployment.spec.template, to)) return
      guard()
      await go(params, params.to, params.from, { run: 'stopped', step: 0 })
    },
  })
}
