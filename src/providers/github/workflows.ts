import { z } from 'zod'
import { encoded } from '../../domain/encoded.ts'
import { OutsideError } from '../../domain/errors.ts'
import { Instant } from '../../domain/instant.ts'
import { mask } from '../../domain/mask.ts'
import type { WorkflowRun, Workflows } from '../../ports/workflows.ts'
import type { Github } from './api.ts'

export const Run = z
  .object({
    id: z.number(),
    html_url: z.string(),
    head_branch: z.string().nullish(),
    head_sha: z.string(),
    display_title: z.string().nullish(),
    actor: z.object({ login: z.string() }).nullish(),
    status: z.string().nullish(),
    conclusion: z.string().nullish(),
    created_at: Instant,
    updated_at: Instant,
  })
  .transform((run): WorkflowRun => {
    const status =
      run.status === 'completed' ? 'completed' : run.status === 'in_progress' ? 'in_progress' : 'queued'
    return {
      id: run.id,
      url: run.html_url,
      ref: run.head_branch ?? '',
      sha: run.head_sha,
      title: mask(run.display_title ?? ''),
      by: run.actor?.login ?? '',
      status,
      createdAt: run.created_at,
      ...(run.conclusion && { conclusion: run.conclusion }),
      ...(status === 'completed' && { endedAt: run.updated_at }),
    }
  })

const Commit = z
  .object({
    sha: z.string(),
    commit: z.object({
      message: z.string(),
      author: z.object({ name: z.string(), date: Instant }).nullish(),
    }),
  })
  .transform(({ sha, commit }) => ({
    sha,
    title: mask(commit.message.split('\n')[0]!),
    by: commit.author?.name ?? '',
    at: commit.author?.date ?? 0,
  }))

const Ref = z.object({ object: z.object({ sha: z.string(), type: z.string() }) })

/** v1.2.10 comes after v1.2.9. */
const byNumbers = new Intl.Collator('en', { numeric: true })

/** Git knows no name of which a part begins with a dot: in a path it would lead to another repository. */
const isName = (ref: string): boolean => ref.split('/').every(part => part !== '' && !part.startsWith('.'))
const inPath = (ref: string): string => ref.split('/').map(encoded).join('/')

/** Of a branch, tag or commit that a repository does not have GitHub says 422; 404 where it has no such repository. */
function orNone(error: unknown): undefined {
  if (error instanceof OutsideError && error.fault.code === '422') return undefined
  throw error
}

/** What a token needs for what is in a repository; its workflows are another permission. */
const permission = 'Contents: read'

/** GitHub Actions as plans read it. */
export function createWorkflows(ask: Github): Workflows {
  const commit = async (repo: string, ref: string) =>
    isName(ref)
      ? ask({
          path: `/repos/${repo}/commits/${inPath(ref)}`,
          answer: Commit,
          about: `${ref} of ${repo}`,
          permission,
        }).catch(orNone)
      : undefined
  return {
    sha: async (repo, ref) => (await commit(repo, ref))?.sha,
    commit,
    async tag(repo, name) {
      if (!isName(name)) return undefined
      const about = `the tag ${name} of ${repo}`
      const git = (path: string) =>
        ask({ path: `/repos/${repo}/git/${path}`, answer: Ref, about, permission })
      const found = await git(`ref/tags/${inPath(name)}`)
      if (found?.object.type !== 'tag') return found?.object.sha
      // One with a message of its own is a thing that names the commit.
      return (await git(`tags/${found.object.sha}`))?.object.sha
    },
    async tags(repo) {
      const path = `/repos/${repo}/tags?per_page=100`
      const found = await ask({
        path,
        answer: z.array(z.object({ name: z.string() })),
        about: `the tags of ${repo}`,
        permission,
      })
      return (found ?? []).map(({ name }) => name).sort((a, b) => byNumbers.compare(b, a))
    },
    async file(repo, path, sha) {
      if (!isName(path)) return undefined
      const found = await ask({
        path: `/repos/${repo}/contents/${inPath(path)}?ref=${encoded(sha)}`,
        answer: z.object({ content: z.string(), encoding: z.literal('base64') }),
        about: `${path} of ${repo}`,
        permission,
      })
      return found && Buffer.from(found.content, 'base64').toString()
    },
    async commits(repo, ref, limit) {
      const path = `/repos/${repo}/commits?sha=${encoded(ref)}&per_page=${limit}`
      const about = `the commits of ${repo}`
      return (await ask({ path, answer: z.array(Commit), about, permission })) ?? []
    },
    async workflow(repo, workflow) {
      const found = await ask({
        path: `/repos/${repo}/actions/workflows/${encoded(workflow)}`,
        answer: z.object({ name: z.string(), state: z.string() }),
        about: `the workflow ${workflow} of ${repo}`,
      })
      return found && { name: found.name, active: found.state === 'active' }
    },
    async runs(repo, workflow, limit) {
      const found = await ask({
        path: `/repos/${repo}/actions/workflows/${encoded(workflow)}/runs?per_page=${limit}`,
        answer: z.object({ workflow_runs: z.array(Run) }),
        about: `the runs of ${workflow} in ${repo}`,
      })
      return found?.workflow_runs ?? []
    },
  }
}
