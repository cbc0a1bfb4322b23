import { expect, test } from 'vitest'
import type { Chat } from '../../src/ports/chat.ts'
import { refused } from './fake-slack.ts'
import { ana, eventually, stageFor } from './stage.ts'

const stage = stageFor()

test('Slack refuses a direct message: it is tried on, and the thread says so, once', async () => {
  const { tells, work, slack, incident, store, system, queue } = await stage()
  let asked = 0
  const chat: Chat = {
    ...slack.chat,
    async direct(user) {
      asked++
      if (user === ana.id) throw refused('user_disabled')
      return slack.chat.direct(user)
    },
  }
  await tells('triggered')
  const worker = work(chat)
  const said = await eventually(() => slack.thread().find(text => text.includes('user_disabled')))
  expect(said).toContain('P1 triggered')
  await eventually(() => asked > 5)
  await worker.stop()
  const entries = await store.timeline(system.system, (await incident()).id)
  expect(entries.filter(({ kind }) => kind === 'trouble')).toHaveLength(1)
  expect((await queue.depth(system.system)).parked).toBe(0)
})
