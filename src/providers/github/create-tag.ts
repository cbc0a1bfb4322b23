import { z } from 'zod'
import { OutsideError } from '../../domain/errors.ts'
import { type Maker, maker } from '../../ports/calls/call.ts'
import { createTag } from '../../ports/calls/github.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Workflows } from '../../ports/workflows.ts'
import type { Github } from './api.ts'
import { cancelRun, followRun } from './follow.ts'

type Params = z.infer<typeof createTag.params>

/** A workflow that runs on tags has begun by then, in milliseconds. */
const patienceMs = 5 * 60_000

/** Makes a tag, and follows the workflow that it starts. GitHub makes a tag once: asked twice, it refuses. */
export function createCreateTag(ask: Github, workflows: Workflows, clock: Pick<Clock, 'now'>): Maker {
  const about = ({ repo, tag }: Params) => `the tag ${tag} of ${repo}`
  const started = async ({ repo, workflow, tag, sha }: Params) =>
    (await workflows.runs(repo, workflow, 20)).find(run => run.ref === tag && run.sha === sha)

  return maker<Params>({
    kind: createTag,
    repeatable: true,

    async look({ repo, tag, sha }) {
      const at = await workflows.tag(repo, tag)
      if (at === undefined) return { is: 'before' }
      if (at === sha) return { is: 'after', result: { sha } }
      return { is: 'other', how: `There is a tag ${tag} already, at ${at.slice(0, 7)}.` }
    },

    async start(params) {
      const { repo, tag, sha } = params
      const made = await ask({
        method: 'POST',
        path: `/repos/${repo}/git/refs`,
        body: { ref: `refs/tags/${tag}`, sha },
        answer: z.object({ ref: z.string() }),
        about: about(params),
        permission: 'Contents: read and write',
      })
      if (made) return { sha }
      throw new OutsideError(`GitHub does not know ${repo}, or the token may not see it.`, {
        service: 'github',
        fault: 'refused',
        effect: 'none',
        code: '404',
      })
    },

    async observe(params, _, { since }) {
      const run = await started(params)
      if (run) return followRun(ask, params.repo, `${run.id}`, about(params))
      const said = [`${params.tag} is there; ${params.workflow} has not begun yet.`]
      if (clock.now() - since < patienceMs)
        return { is: 'going', progress: { done: 0, of: 0, what: '', said } }
      return {
        is: 'failed',
        why: `The tag is there, and it has not started ${params.workflow}: does that run on tags like it?`,
        said: [],
      }
    },

    async cancel(params, _, guard) {
      const run = await started(params)
      if (run) await cancelRun(ask, params.repo, `${run.id}`, about(params), guard)
    },
  })
}
