import { expect, test } from 'vitest'
import type { Chat } from '../../src/ports/chat.ts'
import { refused } from './fake-slack.ts'
import { ana, eventually, stageFor } from './stage.ts'

const stage = stageFor()

test('Slack refuses a direct message: it is tried on, the thread says so once, and that Ana was told only when she is', async () => {
  const { tells, work, slack, incident, store, system, queue } = await stage()
  let refuses = true
  const chat: Chat = {
    ...slack.chat,
    async direct(user) {
      if (refuses) throw refused('user_disabled')
      return slack.chat.direct(user)
    },
  }
  await tells('triggered')
  const worker = work(chat)
  const said = await eventually(() => slack.thread().find(text => text.includes('user_disabled')))
  expect(said).toContain('P1 triggered')
  const { id } = await incident()
  const kinds = async () => (await store.timeline(system.system, id)).map(({ kind }) => kind)
  expect(await kinds()).toEqual(['opened', 'level', 'trouble'])
  refuses = false
  await eventually(() => slack.direct(ana.id)[0])
  await eventually(() => slack.thread().join().includes('Level 1 told: Ana'))
  await worker.stop()
  expect(await kinds()).toEqual(['opened', 'level', 'trouble', 'told'])
  expect((await queue.depth(system.system)).parked).toBe(0)
})
