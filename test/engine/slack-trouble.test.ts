import { expect, test } from 'vitest'
import type { Chat } from '../../src/ports/chat.ts'
import { ana, eventually, minutes, stageFor } from './stage.ts'

const stage = stageFor()
const by = { via: 'slack', id: ana.id, name: ana.name } as const

test('Slack posts the card but loses the answer: the post is found again and not repeated', async () => {
  const { tells, work, slack } = await stage()
  slack.trouble('post', 'lost')
  await tells('triggered')
  work()
  await eventually(() => slack.thread().length >= 2)
  expect(slack.cards()).toHaveLength(1)
})

test('every answer is lost once: one card, one of each line, one direct message', async () => {
  const { tells, work, slack } = await stage()
  for (let i = 0; i < 4; i++) slack.trouble('post', 'lost')
  await tells('triggered')
  work()
  await eventually(() => slack.direct(ana.id)[0])
  await eventually(() => slack.thread().length >= 2)
  const marks = slack.posts.map(post => post.mark)
  expect(new Set(marks).size).toBe(marks.length)
})

test('Slack asks to wait: what is owed comes later, in order', async () => {
  const { tells, work, slack } = await stage()
  for (let i = 0; i < 5; i++) slack.trouble('post', 'limited')
  await tells('triggered')
  work()
  await eventually(() => slack.direct(ana.id)[0])
  await eventually(() => slack.thread().length >= 2)
  expect(slack.cards()).toHaveLength(1)
})

test('Slack does not take the blocks: the same in plain text', async () => {
  const { tells, work, slack } = await stage()
  slack.trouble('post', 'invalid_blocks')
  await tells('triggered')
  work()
  await eventually(() => slack.thread().length >= 2)
  expect(slack.posts.map(post => post.message.text).join()).toContain('P1 triggered')
})

test('the thread goes on where it stopped, whatever happens in between, and the card shows the end', async () => {
  const { tells, work, slack, incident, incidents, clock } = await stage()
  await tells('triggered')
  const first = work()
  await eventually(() => slack.cards()[0])
  await first.stop()
  const at = await incident()
  await incidents.apply(at, { type: 'acknowledge', by }, 'one')
  await incidents.apply(at, { type: 'note', text: 'it is the database', by }, 'two')
  await clock.advance(5 * minutes)
  await incidents.apply(at, { type: 'resolve', by }, 'three')
  work()
  await eventually(() => slack.cards()[0]!.message.text.includes('P1 resolved'))
  const thread = await eventually(() => {
    const said = JSON.stringify(slack.posts.filter(post => post.thread).map(post => post.message.blocks))
    return said.includes('resolved') && said
  })
  expect(thread.indexOf('acknowledged')).toBeLessThan(thread.indexOf('it is the database'))
  expect(thread.indexOf('it is the database')).toBeLessThan(thread.lastIndexOf('resolved'))
})

test('a process dies after it has posted and before it has said so: another finds the post and goes on', async () => {
  const { tells, work, doomed, slack } = await stage()
  const never = new Promise<never>(() => {})
  const deadly: Chat = {
    ...slack.chat,
    async post(...args) {
      await slack.chat.post(...args)
      return never
    },
  }
  await tells('triggered')
  const dying = await doomed(deadly)
  await eventually(() => slack.cards()[0])
  dying.kill()
  work()
  await eventually(() => slack.thread().length >= 2)
  expect(slack.cards()).toHaveLength(1)
  expect(slack.direct(ana.id)).toHaveLength(1)
})
