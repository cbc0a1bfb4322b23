import type { Repo } from './repo.ts'

/** A run of a workflow. */
export interface Started {
  id: number
  repo: Repo
  workflow: string
  ref: string
  sha: string
  inputs: Record<string, string>
  at: number
  cancelledAt?: number
  /** What started it, where not somebody by hand. */
  event?: string
}

/** So long a job takes, in milliseconds. */
export const jobMs = 6_000

const jobsOf = (run: Started) => run.repo.workflows[run.workflow]?.jobs ?? []
const isBad = ({ inputs, ref }: Started) =>
  [ref, ...Object.values(inputs)].some(value => value.includes('bad'))

/** How far it has come by now. */
export function stateOf(run: Started, now: number) {
  const jobs = jobsOf(run)
  const passed = Math.floor(((run.cancelledAt ?? now) - run.at) / jobMs)
  const done = Math.min(jobs.length, passed)
  const isOver = done === jobs.length || run.cancelledAt !== undefined
  const conclusion =
    run.cancelledAt !== undefined && done < jobs.length ? 'cancelled' : isBad(run) ? 'failure' : 'success'
  return { jobs, done, isOver, conclusion }
}

/** As GitHub shows it, at the address `base`. */
export function shown(run: Started, base: string, now: number) {
  const { isOver, conclusion, done } = stateOf(run, now)
  const ended = run.at + jobsOf(run).length * jobMs
  return {
    id: run.id,
    html_url: `${base}/${run.repo.name}/actions/runs/${run.id}`,
    head_branch: run.ref,
    head_sha: run.sha,
    display_title: run.repo.workflows[run.workflow]?.name,
    actor: { login: 'belay-bot' },
    event: run.event ?? 'workflow_dispatch',
    status: isOver ? 'completed' : done === 0 && now - run.at < jobMs / 4 ? 'queued' : 'in_progress',
    conclusion: isOver ? conclusion : null,
    created_at: new Date(run.at).toISOString(),
    updated_at: new Date(isOver ? ended : now).toISOString(),
  }
}

export function jobsIn(run: Started, now: number) {
  const { jobs, done, isOver, conclusion } = stateOf(run, now)
  return jobs.map((name, i) => {
    const ended = i < done || isOver
    const failed = ended && conclusion === 'failure' && i === jobs.length - 1
    return {
      name,
      status: ended ? 'completed' : i === done ? 'in_progress' : 'queued',
      conclusion: ended ? (failed ? 'failure' : i < done ? 'success' : 'cancelled') : null,
      steps: failed ? [{ name: 'Wait for the service', conclusion: 'failure' }] : [],
    }
  })
}
