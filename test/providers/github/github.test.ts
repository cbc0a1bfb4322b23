import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import {
  createGithub as createSimulated,
  type SimulatedGithub,
  shaOf,
} from '../../../sandbox/github/github.ts'
import { jobMs } from '../../../sandbox/github/runs.ts'
import { createGithub } from '../../../src/providers/github/api.ts'
import { createDispatch } from '../../../src/providers/github/dispatch.ts'
import { createWorkflows } from '../../../src/providers/github/workflows.ts'

let time = Date.parse('2026-11-25T02:14:00Z')
let github: SimulatedGithub
let workflows: ReturnType<typeof createWorkflows>
let dispatch: ReturnType<typeof createDispatch>

const repo = 'learnbot/learnbot'
const head = shaOf('head')
const params = {
  repo,
  workflow: 'deploy.yml',
  ref: 'main',
  sha: head,
  inputs: { image_tag: head, confirm: 'deploy' },
}
const made = { run: 'run-1', step: 0, since: 0 }

beforeAll(async () => {
  github = await createSimulated({ now: () => time })
  github.set({
    name: repo,
    branches: {
      main: [
        { sha: head, message: 'Fix the checkout\n\nIt was broken.', author: 'Ana', at: time - 60_000 },
        { sha: shaOf('before'), message: 'Add a form', author: 'Ben', at: time - 120_000 },
      ],
      'feature/one': [{ sha: shaOf('one'), message: 'One', author: 'Ben', at: time }],
    },
    workflows: { 'deploy.yml': { name: 'Deploy to Production', jobs: ['build', 'deploy'] } },
  })
  const ask = createGithub({ token: 'ghp_canary', url: github.url })
  workflows = createWorkflows(ask)
  dispatch = createDispatch(ask, workflows)
})
afterAll(() => github.close())
beforeEach(() => {
  github.fail()
  github.asked.length = 0
})

it('tells what is there: branches, commits, workflows', async () => {
  expect(await workflows.sha(repo, 'main')).toBe(head)
  expect(await workflows.sha(repo, 'feature/one')).toBe(shaOf('one'))
  expect(await workflows.sha(repo, 'nowhere')).toBeUndefined()
  expect(await workflows.commits(repo, 'main', 10)).toMatchObject([
    { title: 'Fix the checkout', by: 'Ana' },
    { by: 'Ben' },
  ])
  expect(await workflows.workflow(repo, 'deploy.yml')).toEqual({ name: 'Deploy to Production', active: true })
  expect(await workflows.workflow(repo, 'none.yml')).toBeUndefined()
})

it('what is no name of a branch leads to no other repository', async () => {
  github.set({
    name: 'learnbot/secret',
    branches: { main: [{ sha: shaOf('secret'), message: 'Buy them', author: 'Eve', at: time }] },
    workflows: {},
  })
  for (const ref of [
    '../../secret/commits/main',
    '../../../learnbot/secret/commits/main',
    './main',
    'a//b',
    '',
  ]) {
    expect(await workflows.commit(repo, ref)).toBeUndefined()
    expect(await workflows.sha(repo, ref)).toBeUndefined()
  }
  expect(github.asked).toEqual([])
  expect(await workflows.sha(repo, '%2e%2e/%2e%2e/secret/commits/main')).toBeUndefined()
})

it('a workflow is started once, and followed job by job to its end', async () => {
  expect(await dispatch.look(params, made)).toEqual({ is: 'before' })
  const result = await dispatch.start(params, made)
  expect(result).toMatchObject({ id: expect.any(Number), url: expect.stringContaining('/actions/runs/') })
  expect(github.asked.find(({ method }) => method === 'POST')?.body).toEqual({
    ref: 'main',
    inputs: params.inputs,
    return_run_details: true,
  })
  expect(await dispatch.observe!(params, result, made)).toMatchObject({
    is: 'going',
    progress: { begun: true, done: 0, of: 2, what: 'jobs done', said: ['● build', '○ deploy'] },
  })
  time += jobMs
  expect(await dispatch.observe!(params, result, made)).toMatchObject({
    is: 'going',
    progress: { said: ['✓ build', '● deploy'] },
  })
  time += jobMs
  expect(await dispatch.observe!(params, result, made)).toMatchObject({ is: 'done', progress: { done: 2 } })
  await dispatch.cancel!(params, result, () => {})
})

it('one that fails says in which job and step', async () => {
  const result = await dispatch.start({ ...params, inputs: { image_tag: 'bad' } }, made)
  time += 2 * jobMs
  expect(await dispatch.observe!(params, result, made)).toMatchObject({
    is: 'failed',
    why: 'The workflow ended with failure: deploy at Wait for the service.',
  })
})

it('one that is cancelled says so', async () => {
  const result = await dispatch.start(params, made)
  await dispatch.cancel!(params, result, () => {})
  expect(await dispatch.observe!(params, result, made)).toMatchObject({
    is: 'failed',
    why: 'The workflow ended with cancelled.',
  })
})

it('a branch that has moved since it was approved is told', async () => {
  expect(await dispatch.look({ ...params, sha: shaOf('before') }, made)).toMatchObject({
    is: 'other',
    how: expect.stringContaining('main is at'),
  })
})

it.each([
  ['lost', { fault: 'away', effect: 'unknown' }, 'did not answer'],
  ['hanging', { fault: 'away', effect: 'unknown' }, 'did not answer'],
  ['broken', { fault: 'away', effect: 'unknown' }, 'answered 502'],
  ['limited', { fault: 'limited', effect: 'none', retryAfterMs: 7_000 }, 'slow down'],
  ['garbled', { fault: 'away', effect: 'unknown' }, 'cannot be read'],
  ['unauthorized', { fault: 'refused', effect: 'none' }, 'does not accept GITHUB_TOKEN'],
  ['refused', { fault: 'refused', effect: 'none' }, 'Actions: read and write'],
] as const)('%s: one attempt, and what it means', async (does, fault, words) => {
  github.fail(/^POST /, does)
  const error = await dispatch.start(params, made).catch((failed: unknown) => failed)
  expect(error).toMatchObject({ fault, message: expect.stringContaining(words) })
  expect(JSON.stringify(error) + String(error)).not.toContain('ghp_canary')
  expect(github.asked.filter(({ method }) => method === 'POST')).toHaveLength(1)
})

it('what is in a repository takes another permission than its workflows', async () => {
  github.fail(/^GET /, 'refused')
  for (const asked of [
    workflows.commit(repo, 'main'),
    workflows.tag(repo, 'v1'),
    workflows.tags(repo),
    workflows.file(repo, 'stack.yaml', head),
    workflows.commits(repo, 'main', 5),
  ])
    await expect(asked).rejects.toThrow("needs the repository's permission Contents: read.")
  await expect(workflows.workflow(repo, 'deploy.yml')).rejects.toThrow('permission Actions: read and write.')
})

it('a workflow that is not there is refused in words', async () => {
  await expect(dispatch.start({ ...params, workflow: 'none.yml' }, made)).rejects.toThrow(
    'does not know the workflow none.yml',
  )
})
