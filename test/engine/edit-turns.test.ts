import { pino } from 'pino'
import { expect, test } from 'vitest'
import type { Chat } from '../../src/ports/chat.ts'
import { createCall, tier3 } from '../../src/slack/call.ts'
import { createLanes } from '../../src/store/lanes.ts'
import { ana, eventually, type Stage, stageFor } from './stage.ts'

const stage = stageFor()
const by = { via: 'slack', id: ana.id, name: ana.name } as const

/** Slack whose edits wait for their turn in the lane that all of them share; and what was edited, in order. */
function laned({ slack, redis }: Stage) {
  const call = createCall({ lanes: createLanes(redis), log: pino({ level: 'silent' }) })
  const edited: string[] = []
  const edit: Chat['update'] = (channel, ts, message, rank) =>
    call('chat.update', tier3('chat.update', `${channel}:${ts}`, rank), async () => {
      edited.push(message.text)
      if (channel !== 'C-deploys') await slack.chat.update(channel, ts, message)
    })
  return { chat: { ...slack.chat, update: edit }, edited }
}

test("200 edits of progress wait for their turn, and what goes next is that of an incident's card", async () => {
  const at = await stage()
  const { slack, tells, incidents } = at
  const { chat, edited } = laned(at)
  await tells('triggered')
  at.work(chat)
  const card = await eventually(() => slack.cards()[0])
  await eventually(async () => (await at.posts.all(at.system.system, (await at.incident()).id)).card)

  const progress = (of: number) => chat.update('C-deploys', `${of}`, { text: `deploy ${of}`, blocks: [] })
  const all = await Promise.allSettled(Array.from({ length: 201 }, (_, i) => progress(i)))
  expect(all.filter(({ status }) => status === 'rejected').length).toBeGreaterThanOrEqual(200)
  const { length } = edited
  await incidents.apply(await at.incident(), { type: 'acknowledge', by }, 'click-1')
  await eventually(() => card.message.text.includes('acknowledged'))
  expect(edited.slice(length)).toContain(card.message.text)
  expect(edited.slice(length).filter(text => text.startsWith('deploy'))).toEqual([])
  await expect(progress(200)).rejects.toThrow('waits')
})
