import { expect, test } from 'vitest'
import type { Chat } from '../../src/ports/chat.ts'
import type { Pager } from '../../src/ports/pager.ts'
import { refused } from './fake-slack.ts'
import { ana, eventually, stageFor } from './stage.ts'

/** What PagerDuty answers when it is asked to page, and how often it was. */
let [answer, asked] = [refused('none', 'pagerduty'), 0]
const pager = {
  open: async () => ({ pages: [], unread: [] }),
  knows: async () => true,
  create: () => {
    asked++
    return Promise.reject(answer)
  },
} as Partial<Pager> as Pager

const stage = stageFor(pager)
const by = { via: 'slack', id: ana.id, name: ana.name } as const

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

/** A P1 declared in Slack, for which PagerDuty is to page and answers so; what it came to. */
async function declared(code: string) {
  const { work, slack, incidents, system, queue } = await stage()
  asked = 0
  answer = refused(code, 'pagerduty')
  await incidents.declare(
    { system: system.system, environment: 'production', severity: 'P1', title: 'checkout is slow', by },
    'declare-1',
  )
  const worker = work()
  const thread = () => JSON.stringify(slack.posts.filter(({ thread }) => thread))
  await eventually(() => thread().includes(code))
  await worker.stop()
  return { said: thread(), left: (await queue.depth(system.system)).held, asked }
}

test('PagerDuty refuses to page for what was declared in Slack: the thread says so, and it is asked in Belay’s own name, and no more', async () => {
  const { said, left, asked } = await declared('Requester User Not Found')
  expect(said).toContain('PagerDuty does not page for this. pagerduty refused')
  expect([asked, left]).toEqual([2, 0])
})

test('PagerDuty refuses the token: the thread says so, and it is asked again, since that is put right', async () => {
  const { left, asked } = await declared('401')
  expect(asked).toBeGreaterThan(3)
  expect(left).toBe(1)
})
