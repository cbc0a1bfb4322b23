import type { Repo } from './repo.ts'
import { jobsIn, type Started, shown, stateOf } from './runs.ts'
import { tagAnswer } from './tags.ts'

interface Kept {
  repos: Map<string, Repo>
  /** What was started, the oldest first. */
  runs: Started[]
  now(): number
  /** Where all of it is. */
  url(): string
}

/** What GitHub answers when nothing is wrong with it: a status and JSON. */
export function createAnswer({ repos, runs, now, url }: Kept) {
  const commit = ({ sha, message, author, at }: Repo['branches'][string][number]) => ({
    sha,
    commit: { message, author: { name: author, date: new Date(at).toISOString() } },
  })

  /** Whatever runs on tags begins to. */
  function begin(repo: Repo, tag: string): void {
    for (const [workflow, { onTags }] of Object.entries(repo.workflows))
      if (onTags)
        runs.push({
          id: 9_000 + runs.length + 1,
          repo,
          workflow,
          ref: tag,
          sha: repo.tags![tag]!,
          inputs: {},
          at: now(),
          event: 'push',
        })
  }

  return function answer(
    method: string,
    path: string,
    body: Record<string, unknown>,
    ref: string,
  ): [number, unknown] {
    const base = url()
    const [, owner, name, ...rest] = path
      .replace(/^\/repos/, '')
      .split('/')
      .map(decodeURIComponent)
    const repo = repos.get(`${owner}/${name}`)
    const missing: [number, unknown] = [404, { message: 'Not Found' }]
    if (!repo) return missing
    const [area, kind, id, what] = rest
    if (area === 'git' || area === 'tags') {
      const [status, json, made] = tagAnswer(repo, rest, method, body)
      if (made !== undefined) begin(repo, made)
      return [status, json]
    }
    if (area === 'contents') {
      const content = contentOf(repo, rest.slice(1).join('/'), ref)
      return content === undefined
        ? missing
        : [200, { content: Buffer.from(content).toString('base64'), encoding: 'base64' }]
    }
    if (area === 'commits') {
      const ref = rest.slice(1).join('/')
      const all = Object.values(repo.branches).flat()
      const found = ref === '' ? undefined : (repo.branches[ref]?.[0] ?? all.find(({ sha }) => sha === ref))
      if (ref !== '')
        return found ? [200, commit(found)] : [422, { message: `No commit found for SHA: ${ref}` }]
      return [200, (repo.branches.main ?? []).map(commit)]
    }
    if (kind === 'workflows') {
      const workflow = repo.workflows[id ?? '']
      if (!workflow) return missing
      if (what === undefined)
        return [
          200,
          { name: workflow.name, state: workflow.active === false ? 'disabled_manually' : 'active' },
        ]
      if (what === 'runs')
        return [
          200,
          {
            workflow_runs: runs
              .filter(run => run.repo === repo && run.workflow === id)
              .map(run => shown(run, base, now()))
              .reverse(),
          },
        ]
      const ref = String(body.ref)
      const [head] = repo.branches[ref] ?? []
      if (!head) return [422, { message: `No ref found for: ${ref}` }]
      const run: Started = {
        id: 9_000 + runs.length + 1,
        repo,
        workflow: id!,
        ref,
        sha: head.sha,
        inputs: (body.inputs ?? {}) as Record<string, string>,
        at: now(),
      }
      runs.push(run)
      const { html_url } = shown(run, base, now())
      return body.return_run_details
        ? [200, { workflow_run_id: run.id, run_url: `${base}${path}`, html_url }]
        : [204, undefined]
    }
    const run = runs.find(one => one.id === Number(id))
    if (!run) return missing
    if (what === 'jobs') return [200, { jobs: jobsIn(run, now()) }]
    if (what === 'cancel') {
      if (stateOf(run, now()).isOver)
        return [409, { message: 'Cannot cancel a workflow run that is completed.' }]
      run.cancelledAt ??= now()
      return [202, {}]
    }
    return [200, shown(run, base, now())]
  }
}

/** What a file is at a commit. */
function contentOf({ branches, files = {} }: Repo, path: string, ref: string): string | undefined {
  const versions = Object.hasOwn(files, path) ? files[path]! : []
  const at = Object.values(branches)
    .map(commits => commits.findIndex(({ sha }) => sha === ref))
    .find(found => found >= 0)
  return at === undefined ? undefined : versions[Math.min(at, versions.length - 1)]
}
