import { z } from 'zod'
import { OutsideError } from '../../domain/errors.ts'
import type { Json } from '../../domain/run/plan.ts'
import type { Progress } from '../../domain/run/run.ts'
import { fieldOf, type Maker, maker, type Observation } from '../../ports/calls/call.ts'
import { dispatchWorkflow } from '../../ports/calls/github.ts'
import type { Workflows } from '../../ports/workflows.ts'
import type { Github } from './api.ts'
import { Run } from './workflows.ts'

type Params = z.infer<typeof dispatchWorkflow.params>

const Begun = z.object({ workflow_run_id: z.number(), html_url: z.string() })
const Jobs = z.object({
  jobs: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      conclusion: z.string().nullish(),
      steps: z.array(z.object({ name: z.string(), conclusion: z.string().nullish() })).nullish(),
    }),
  ),
})
type Job = z.infer<typeof Jobs>['jobs'][number]

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
        path: `/repos/${repo}/actions/workflows/${encodeURIComponent(workflow)}/dispatches`,
        body: { ref, inputs, return_run_details: true },
        answer: Begun,
        about: about(params),
      })
      if (!begun) throw gone(params)
      return { id: begun.workflow_run_id, url: begun.html_url }
    },

    async observe(params, result): Promise<Observation> {
      const path = `/repos/${params.repo}/actions/runs/${idIn(result)}`
      const [run, listed] = await Promise.all([
        ask({ path, answer: Run, about: about(params) }),
        ask({ path: `${path}/jobs?per_page=100`, answer: Jobs, about: about(params) }),
      ])
      if (!run) return { is: 'failed', why: 'GitHub does not know the run any more.', said: [] }
      const jobs = listed?.jobs ?? []
      const progress = progressOf(jobs, run.url)
      if (run.status !== 'completed') return { is: 'going', progress }
      if (run.conclusion === 'success') return { is: 'done', progress }
      const failed = jobs.filter(({ conclusion }) => conclusion === 'failure' || conclusion === 'timed_out')
      const where = failed.map(({ name, steps }) =>
        [name, steps?.find(({ conclusion }) => conclusion === 'failure')?.name].filter(Boolean).join(' at '),
      )
      return {
        is: 'failed',
        why: `The workflow ended with ${run.conclusion ?? 'nothing'}${where.length > 0 ? `: ${where.join(', ')}` : ''}.`,
        said: [...progress.said, run.url],
      }
    },

    async cancel(params, result, guard) {
      guard()
      try {
        await ask({
          method: 'POST',
          path: `/repos/${params.repo}/actions/runs/${idIn(result)}/cancel`,
          answer: z.unknown(),
          about: about(params),
        })
      } catch (error) {
        // It has ended meanwhile.
        if (error instanceof OutsideError && error.fault.code === '409') return
        throw error
      }
    },
  })
}

function idIn(result: Json): string {
  const id = fieldOf(result, 'id')
  if (id !== undefined) return String(id)
  throw new Error('a workflow was started, and its run is not known')
}

const words: Record<string, string> = {
  success: '✓',
  failure: '✗',
  timed_out: '✗',
  cancelled: '–',
  skipped: '–',
}

const progressOf = (jobs: Job[], url: string): Progress => ({
  done: jobs.filter(({ status }) => status === 'completed').length,
  of: jobs.length,
  what: 'jobs done',
  said: jobs.map(
    ({ name, status, conclusion }) =>
      `${conclusion ? (words[conclusion] ?? conclusion) : status === 'in_progress' ? '●' : '○'} ${name}`,
  ),
  url,
})
