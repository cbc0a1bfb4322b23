import { z } from 'zod'
import { encoded } from '../../domain/encoded.ts'
import { OutsideError } from '../../domain/errors.ts'
import type { Json } from '../../domain/run/plan.ts'
import { fieldOf, type Maker, maker } from '../../ports/calls/call.ts'
import { dispatchWorkflow } from '../../ports/calls/github.ts'
import type { Workflows } from '../../ports/workflows.ts'
import type { Github } from './api.ts'
import { cancelRun, followRun } from './follow.ts'

type Params = z.infer<typeof dispatchWorkflow.params>

const Begun = z.object({ workflow_run_id: z.number(), html_url: z.string() })

/** Starts a workflow and follows its jobs. One whose answer was lost is never started again: nothing tells it from another. */
export function createDispatch(ask: Github, workflows: Workflows): Maker {
  const about = ({ repo, workflow }: Params) => `the workflow ${workflow} of ${repo}`
  const gone = (params: Params) =>
    new OutsideError(`GitHub does not know ${about(params)}, or the token may not see it.`, {
      service: 'github',
      fault: 'refused',
      effect: 'none',
      code: '404',
    })

  return maker<Params>({
    kind: dispatchWorkflow,
    repeatable: false,

    async look({ repo, ref, sha }) {
      const now = await workflows.sha(repo, ref)
      if (now === sha) return { is: 'before' }
      return {
        is: 'other',
        how: now
          ? `${ref} is at ${now.slice(0, 7)} now, and was at ${sha.slice(0, 7)}.`
          : `There is no ${ref} any more.`,
      }
    },

    async start(params) {
      const { repo, workflow, ref, inputs } = params
      const begun = await ask({
        method: 'POST',
        path: `/repos/${repo}/actions/workflows/${encoded(workflow)}/dispatches`,
        body: { ref, inputs, return_run_details: true },
        answer: Begun,
        about: about(params),
      })
      if (!begun) throw gone(params)
      return { id: begun.workflow_run_id, url: begun.html_url }
    },

    observe: (params, result) => followRun(ask, params.repo, idIn(result), about(params)),
    cancel: (params, result, guard) => cancelRun(ask, params.repo, idIn(result), about(params), guard),
  })
}

function idIn(result: Json): string {
  const id = fieldOf(result, 'id')
  if (id !== undefined) return String(id)
  throw new Error('a workflow was started, and its run is not known')
}
