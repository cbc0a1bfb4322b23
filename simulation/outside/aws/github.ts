import type { Github } from '../../../src/providers/github/api.ts'
import type { Caller, Wire } from '../../wire.ts'
import { callMs } from '../chat.ts'
import type { Aws, By } from './aws.ts'

/** A workflow of GitHub's as it answers over HTTP: what is started knows nothing of who started it. */
export function githubOf(wire: Wire, from: Caller, aws: Aws, by: By, now: () => number): Github {
  const commit = (sha: string) => ({
    sha,
    commit: { message: `change ${Number(sha)}`, author: { name: 'Ana', date: '2026-11-20T00:00:00Z' } },
  })
  const run = (id: number) => {
    const { sha, at, endsAt, conclusion } = aws.workflows.get(id)!
    const isOver = now() >= endsAt
    return {
      id,
      html_url: `https://github.example.com/runs/${id}`,
      head_branch: 'main',
      head_sha: sha,
      status: isOver ? 'completed' : 'in_progress',
      conclusion: isOver ? conclusion : null,
      created_at: new Date(at).toISOString(),
      updated_at: new Date(Math.min(now(), endsAt)).toISOString(),
    }
  }

  function answered(path: string): unknown {
    const [, id] = /\/actions\/runs\/(\d+)/.exec(path) ?? []
    if (path.endsWith('/dispatches')) {
      const begun = aws.dispatch(by)
      return { workflow_run_id: begun.id, html_url: `https://github.example.com/runs/${begun.id}` }
    }
    if (path.endsWith('/cancel')) return aws.stop(Number(id)) ?? {}
    if (path.includes('/jobs')) return { jobs: [] }
    if (id !== undefined) return run(Number(id))
    if (path.includes('/commits?')) return [commit(aws.sha())]
    if (path.includes('/commits/')) return commit(aws.sha())
    if (path.includes('/runs?')) return { workflow_runs: [] }
    return { name: 'Deploy', state: 'active' }
  }

  return ({ method = 'GET', path, answer }) =>
    wire(from, {
      service: 'aws',
      method: `github ${method}`,
      given: path,
      effect: () => answer.parse(answered(path)),
      limitMs: callMs,
      reads: method === 'GET',
    })
}
