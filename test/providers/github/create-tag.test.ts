import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import {
  createGithub as createSimulated,
  type SimulatedGithub,
  shaOf,
} from '../../../sandbox/github/github.ts'
import { jobMs } from '../../../sandbox/github/runs.ts'
import type { OutsideError } from '../../../src/domain/errors.ts'
import type { Maker } from '../../../src/ports/calls/call.ts'
import { createGithub } from '../../../src/providers/github/api.ts'
import { createCreateTag } from '../../../src/providers/github/create-tag.ts'
import { createWorkflows } from '../../../src/providers/github/workflows.ts'

let time = Date.parse('2026-11-25T02:14:00Z')
const repo = 'arbor/plan'
const [head, before] = [shaOf('head'), shaOf('before')]
const params = { repo, tag: 'v1.2.3', sha: head, workflow: 'deploy.yml' }
const made = { run: 'run-1', step: 0, since: time }
let github: SimulatedGithub
let workflows: ReturnType<typeof createWorkflows>
let maker: Maker

beforeAll(async () => {
  github = await createSimulated({ now: () => time })
  const ask = createGithub({ token: 'ghp_canary', url: github.url })
  workflows = createWorkflows(ask)
  maker = createCreateTag(ask, workflows, { now: () => time })
})
afterAll(() => github.close())
beforeEach(() => {
  github.fail()
  github.set({
    name: repo,
    branches: {
      main: [head, before].map(sha => ({ sha, message: 'A change', author: 'Ana', at: time })),
    },
    tags: { 'v1.2.2': before, 'v1.2.10': before },
    workflows: { 'deploy.yml': { name: 'Deploy', jobs: ['build', 'deploy'], onTags: true } },
  })
  github.asked.length = 0
})
const posted = () => github.asked.filter(({ method }) => method === 'POST')

it('tells which tags there are, the highest first, and where each is', async () => {
  expect(await workflows.tags(repo)).toEqual(['v1.2.10', 'v1.2.2'])
  expect(await workflows.tag(repo, 'v1.2.2')).toBe(before)
  expect(await workflows.tag(repo, 'v9.9.9')).toBeUndefined()
  github.asked.length = 0
  expect(await workflows.tag(repo, '../../other/git/ref/tags/v1')).toBeUndefined()
  expect(github.asked).toEqual([])
})

it('makes the tag once, and follows the workflow that it starts to its end', async () => {
  expect(await maker.look(params, made)).toEqual({ is: 'before' })
  const result = await maker.start(params, made)
  expect(posted()[0]).toMatchObject({
    path: `/repos/${repo}/git/refs`,
    body: { ref: 'refs/tags/v1.2.3', sha: head },
  })
  expect(await maker.look(params, made)).toEqual({ is: 'after', result })
  time += jobMs
  expect(await maker.observe!(params, result, made)).toMatchObject({
    is: 'going',
    progress: { said: ['✓ build', '● deploy'] },
  })
  time += jobMs
  expect(await maker.observe!(params, result, made)).toMatchObject({ is: 'done' })
  const again = await maker.start(params, made).catch((error: unknown) => error)
  expect((again as OutsideError).message).toContain('Reference already exists')
})

it('whose answer is lost was made, and is found and followed', async () => {
  github.fail(/^POST/, 'lost')
  const failed = await maker.start(params, made).catch((error: unknown) => error)
  expect((failed as OutsideError).fault).toMatchObject({ fault: 'away', effect: 'unknown' })
  expect(await maker.look(params, made)).toEqual({ is: 'after', result: { sha: head } })
  expect(await maker.observe!(params, { sha: head }, made)).toMatchObject({ is: 'going' })
  expect(posted()).toHaveLength(1)
})

it('that somebody made elsewhere meanwhile stays where it is', async () => {
  expect(await maker.look({ ...params, tag: 'v1.2.2' }, made)).toEqual({
    is: 'other',
    how: `There is a tag v1.2.2 already, at ${before.slice(0, 7)}.`,
  })
})

it.each([
  ['refused', 'refused', 'permission Contents: read and write'],
  ['limited', 'limited', 'slow down'],
  ['unauthorized', 'refused', 'does not accept GITHUB_TOKEN'],
] as const)('%s: nothing is made, and it says why', async (fault, said, words) => {
  github.fail(/^POST/, fault)
  const failed = (await maker.start(params, made).catch((error: unknown) => error)) as OutsideError
  expect(failed.fault).toMatchObject({ fault: said, effect: 'none' })
  expect(failed.message).toContain(words)
  expect(await workflows.tag(repo, 'v1.2.3')).toBeUndefined()
})

it('that starts nothing is waited for, and then told; stopped, its workflow is cancelled', async () => {
  const begun = { ...made, since: time }
  await maker.start({ ...params, workflow: 'other.yml' }, made)
  expect(await maker.observe!({ ...params, workflow: 'other.yml' }, {}, begun)).toMatchObject({
    is: 'going',
    progress: { said: ['v1.2.3 is there; other.yml has not begun yet.'] },
  })
  time += 6 * 60_000
  expect(await maker.observe!({ ...params, workflow: 'other.yml' }, {}, begun)).toMatchObject({
    is: 'failed',
    why: expect.stringContaining('has not started other.yml'),
  })
  let guarded = 0
  await maker.start({ ...params, tag: 'v1.2.4' }, made)
  await maker.cancel!({ ...params, tag: 'v1.2.4' }, {}, () => guarded++)
  expect(guarded).toBe(1)
  expect(await maker.observe!({ ...params, tag: 'v1.2.4' }, {}, made)).toMatchObject({
    is: 'failed',
    why: 'The workflow ended with cancelled.',
  })
})
