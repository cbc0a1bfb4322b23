import { z } from 'zod'
import { OutsideError } from '../../domain/errors.ts'
import type { Progress } from '../../domain/run/step.ts'
import type { Observation } from '../../ports/calls/call.ts'
import type { Github } from './api.ts'
import { Run } from './workflows.ts'

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

/** How far a run of a workflow is, job by job, and where it failed. `about`: the workflow, as people call it. */
export async function followRun(ask: Github, repo: string, id: string, about: string): Promise<Observation> {
  const path = `/repos/${repo}/actions/runs/${id}`
  const [run, listed] = await Promise.all([
    ask({ path, answer: Run, about }),
    ask({ path: `${path}/jobs?per_page=100`, answer: Jobs, about }),
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
}

export async function cancelRun(
  ask: Github,
  repo: string,
  id: string,
  about: string,
  guard: () => void,
): Promise<void> {
  guard()
  try {
    await ask({
      method: 'POST',
      path: `/repos/${repo}/actions/runs/${id}/cancel`,
      answer: z.unknown(),
      about,
    })
  } catch (error) {
    // It has ended meanwhile.
    if (error instanceof OutsideError && error.fault.code === '409') return
    throw error
  }
}

const words: Record<string, string> = {
  success: '✓',
  failure: '✗',
  timed_out: '✗',
  cancelled: '–',
  skipped: '–',
}

const progressOf = (jobs: Job[], url: string): Progress => ({
  ...(jobs.some(({ status }) => status === 'in_progress' || status === 'completed') && { begun: true }),
  done: jobs.filter(({ status }) => status === 'completed').length,
  of: jobs.length,
  what: 'jobs done',
  said: jobs.map(
    ({ name, status, conclusion }) =>
      `${conclusion ? (words[conclusion] ?? conclusion) : status === 'in_progress' ? '●' : '○'} ${name}`,
  ),
  url,
})
