import { WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api'
import { expect, test } from 'vitest'
import { OutsideError } from '../../src/domain/errors.ts'
import type { Chat } from '../../src/ports/chat.ts'
import type { Pager } from '../../src/ports/pager.ts'
import { toOutsideError } from '../../src/slack/outside-error.ts'
import { ana, aPage, eventually, minutes, type Stage, stageFor } from './stage.ts'

let created: { title: string; from: string | undefined }[] = []
const pager = {
  knows: async () => true,
  create: async (_, title, __, ___, from) => {
    created.push({ title, from })
    return aPage(0, { id: `PMADE${created.length}`, title })
  },
} as Partial<Pager> as Pager

const stage = stageFor(pager)
const by = { via: 'slack', id: ana.id, name: ana.name } as const

/** Slack as a process finds it that has begun while Slack is away: it takes nothing, and nothing is known from before. */
function away({ slack }: Stage): Chat {
  const nothing = async () => {
    throw new OutsideError('Slack is away', { service: 'slack', fault: 'away', effect: 'none' })
  }
  Object.assign(slack.directory, { people: nothing, member: nothing, group: nothing, channel: nothing })
  return { ...slack.chat, post: nothing, update: nothing, direct: nothing }
}

const declare = ({ incidents, system }: Stage, severity: 'P1' | 'P2', title: string) =>
  incidents.declare({ system: system.system, environment: 'production', severity, title, by }, title)

test('Slack is away and nobody is known yet: after a minute a P2 is paged through PagerDuty', async () => {
  created = []
  const on = await stage()
  await declare(on, 'P2', 'checkout is slow')
  on.work(away(on))
  await on.clock.advance(2 * minutes)
  await eventually(() => created.length > 0)
  expect(created).toEqual([{ title: expect.stringContaining('checkout is slow'), from: undefined }])
})

test('Slack is away: a P1 is paged through PagerDuty at once, though Slack does not say who declared it', async () => {
  created = []
  const on = await stage()
  await declare(on, 'P1', 'checkout is down')
  on.work(away(on))
  await eventually(() => created.length > 0)
  expect(created).toEqual([{ title: expect.stringContaining('checkout is down'), from: undefined }])
})

test.each([
  ['lets Belay in no more', new WebAPIPlatformError({ ok: false, error: 'token_revoked' })],
  ['asks to wait for an hour', new WebAPIRateLimitedError(3600)],
])('Slack %s: a P2 is paged through PagerDuty, and nothing is put aside', async (_, said) => {
  created = []
  const on = await stage()
  let tried = 0
  const post: Chat['post'] = async ({ channel }) => {
    if (channel === `D-${ana.id}`) tried++
    throw toOutsideError(said, 'chat.postMessage')
  }
  await declare(on, 'P2', 'checkout is slow')
  on.work({ ...on.slack.chat, post })
  await eventually(() => tried > 0)
  await on.clock.advance(2 * minutes)
  await eventually(() => created.length > 0)
  expect(created).toEqual([{ title: expect.stringContaining('checkout is slow'), from: ana.email }])
  expect((await on.queue.depth(on.system.system)).parked).toBe(0)
})
