import { expect, test } from 'vitest'
import type { Job } from '../../src/domain/jobs.ts'
import { createEdit } from '../../src/engine/edit.ts'
import { createPostOnce } from '../../src/engine/post-once.ts'
import { createSeries, editEveryMs } from '../../src/engine/series.ts'
import type { Trouble } from './fake-slack.ts'
import { stageFor } from './stage.ts'

const stage = stageFor()

const digest: Job = { kind: 'digest', person: 'UANA', level: 1, number: 1 }

/** A digest that stands in Slack, and whoever orders it looks at once. */
async function setting() {
  const { queue, posts, clock, slack, store, system } = await stage()
  let laterMs = 0
  const own = { ...clock, now: () => clock.now() + laterMs, wall: () => clock.wall() + laterMs }
  const deps = { store, posts, chat: slack.chat, queue, clock: own }
  const keep = createSeries({ ...deps, postOnce: createPostOnce(deps), edit: createEdit(deps) })
  const claims = () => queue.claim(system.system, 1, 60_000, ['digest'])
  return {
    later: (ms: number) => (laterMs += ms),
    edits: () => slack.posts[0]!.edits,
    trouble: (trouble: Trouble) => slack.trouble('update', trouble),
    async looks(text: string) {
      await queue.order(system.system, [{ job: digest, due: clock.now() - 1_000, when: 'earlier' }])
      const claim = (await claims()).claims[0]!
      const inHand = { system: system.system, claim, guard() {}, job: digest }
      const message = { text, blocks: [] }
      const said = { owner: 'digest:UANA:1', number: 1, channel: 'D-UANA', message, over: false }
      try {
        return await keep(inHand, said)
      } finally {
        await queue.done(system.system, claim)
      }
    },
  }
}

for (const trouble of ['lost', 'away', 'limited'] as const)
  test(`a message whose edit failed (${trouble}) is not edited more often for being asked for more often`, async () => {
    const { looks, edits, later, trouble: next } = await setting()
    await looks('2 incidents')
    next(trouble)
    await expect(looks('3 incidents')).rejects.toThrow(trouble)
    const before = edits()
    for (const _ of Array(10)) expect(await looks('3 incidents')).toBe(false)
    expect(edits()).toBe(before)
    later(editEveryMs + 500)
    for (const _ of Array(10)) await looks('3 incidents')
    expect(edits()).toBe(before + 1)
  })
