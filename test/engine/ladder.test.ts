import { expect, test } from 'vitest'
import type { Chat } from '../../src/ports/chat.ts'
import { ana, ben, cara, eventually, minutes, stageFor } from './stage.ts'

const stage = stageFor()

const by = { via: 'slack', id: ana.id, name: ana.name } as const

test('a page becomes one card, one thread and one direct message', async () => {
  const { tells, work, slack } = await stage()
  await tells('triggered')
  work()
  const page = await eventually(() => slack.direct(ana.id)[0])
  expect(page.message.text).toContain('P1 triggered · LearnBot production')
  const asked = await eventually(() => slack.posts.find(post => post.mark.endsWith('mention:1:1')))
  expect(asked.message.text).toContain('<!subteam^SONCALL>')
  expect(slack.cards()).toHaveLength(1)
})

test('nobody acknowledges: each level is told in its time, the last one again and again', async () => {
  const { tells, work, slack, clock, incident } = await stage()
  await tells('triggered')
  work()
  await eventually(() => slack.direct(ana.id)[0])
  expect(slack.direct(ben.id)).toEqual([])
  await clock.advance(15 * minutes)
  await eventually(() => slack.direct(ben.id)[0])
  expect(slack.direct(cara.id)).toEqual([])
  await clock.advance(30 * minutes)
  await eventually(() => slack.direct(cara.id)[0])
  await clock.advance(60 * minutes)
  await eventually(() => slack.direct(cara.id).length === 2)
  expect((await incident()).level).toBe(3)
  expect(slack.direct(ana.id)).toHaveLength(1)
  expect(slack.direct(ben.id)).toHaveLength(1)
})

test('an acknowledgement stops the ladder, and the direct message says whose it is', async () => {
  const { tells, work, slack, clock, incident, incidents } = await stage()
  await tells('triggered')
  work()
  await eventually(() => slack.direct(ana.id)[0])
  const asked = await eventually(() => slack.posts.find(post => post.mark.endsWith('mention:1:1')))
  await incidents.apply(await incident(), { type: 'acknowledge', by }, 'click-1')
  await eventually(() => slack.direct(ana.id)[0]!.message.text.includes('It is yours'))
  expect(JSON.stringify(slack.direct(ana.id)[0]!.message.blocks)).not.toContain('incident ack')
  await eventually(() => asked.message.text.includes('No longer calling'))
  await clock.advance(20 * minutes)
  await eventually(async () => (await incident()).state === 'acknowledged')
  expect(slack.direct(ben.id)).toEqual([])
  await eventually(() => slack.cards()[0]!.message.text.includes('P1 acknowledged'))
})

test('what happens after the acknowledgement is told in the thread, and edits a direct message once more: when it is over', async () => {
  const { tells, work, slack, incident, incidents } = await stage()
  await tells('triggered')
  const worker = work()
  await eventually(() => slack.direct(ana.id)[0])
  const at = await incident()
  await incidents.apply(at, { type: 'acknowledge', by }, 'click-1')
  await eventually(() => slack.direct(ana.id)[0]!.edits === 1)
  await incidents.apply(at, { type: 'update', text: 'it is the cache', by }, 'click-2')
  await incidents.apply(at, { type: 'note', text: 'the cache is cold', by }, 'click-3')
  await incidents.apply(at, { type: 'mitigate', by }, 'click-4')
  await eventually(() => slack.thread().join().includes('P1 mitigated'))
  expect(slack.direct(ana.id)[0]!.edits).toBe(1)
  await incidents.apply(at, { type: 'resolve', by }, 'click-5')
  await eventually(() => slack.direct(ana.id)[0]!.message.text.includes('Nothing is asked of you any more'))
  await worker.stop()
  expect(slack.direct(ana.id)[0]!.edits).toBe(2)
})

test('a level that reaches nobody climbs at once and says so', async () => {
  const { tells, work, slack, system } = await stage()
  system.escalation[0]!.notify = ['@nobody']
  await tells('triggered')
  work()
  await eventually(() => slack.direct(ben.id)[0])
  await eventually(() => slack.posts.some(post => JSON.stringify(post.message).includes('nobody')))
})

test('a level that is called while the card is being posted is pinged below it, and the one before it is not', async () => {
  const { tells, work, slack, clock, redis, system, incident } = await stage()
  await tells('triggered')
  const { id } = await incident()
  const isOwed = (climb: number) =>
    redis.hexists(`belay:{${system.system}}:jobs`, `mention:${id}:1:${climb}:${climb}`)
  const chat: Chat = {
    ...slack.chat,
    async post(place, message, options) {
      if (options.mark.endsWith('/card')) {
        await clock.advance(15 * minutes)
        await eventually(() => slack.direct(ben.id)[0])
        await eventually(async () => (await isOwed(2)) === 0)
      }
      return slack.chat.post(place, message, options)
    },
  }
  const worker = work(chat)
  await eventually(() => slack.posts.find(({ mark }) => mark.endsWith('mention:1:2')))
  await eventually(async () => (await isOwed(1)) + (await isOwed(2)) === 0)
  await worker.stop()
  expect(slack.posts.filter(({ mark }) => mark.includes('/mention:'))).toHaveLength(1)
})

test('a page that is saved is sent by whoever comes next', async () => {
  const { tells, work, slack } = await stage()
  await tells('triggered')
  const first = work()
  await first.stop()
  work()
  await eventually(() => slack.direct(ana.id)[0])
  await eventually(() => slack.thread().length >= 2)
  expect(slack.direct(ana.id)).toHaveLength(1)
  expect(slack.cards()).toHaveLength(1)
})

test('Belay was away for twenty minutes: the next level is told late, and that it is late', async () => {
  const { tells, work, slack, clock } = await stage()
  await tells('triggered')
  await clock.advance(35 * minutes)
  work()
  await eventually(() => slack.direct(ben.id)[0])
  const late = await eventually(() =>
    slack.posts.find(post => JSON.stringify(post.message).includes('20 min late')),
  )
  expect(late.thread).toBe(slack.cards()[0]!.ts)
})

test('Ben acknowledges while Ana’s Escalate is under way: it stays his, and she is offered the form', async () => {
  const { tells, incident, incidents } = await stage()
  await tells('triggered')
  const asRead = await incident()
  const his = { via: 'slack', id: ben.id, name: ben.name } as const
  await incidents.apply(asRead, { type: 'acknowledge', by: his }, 'click-1')
  await expect(incidents.apply(asRead, { type: 'escalate', by }, 'click-2')).rejects.toMatchObject({
    message: expect.stringContaining('Ben has INC-'),
    offer: [{ label: 'Escalate …', command: `incident escalate ${asRead.id}` }],
  })
  expect(await incident()).toMatchObject({ state: 'acknowledged', lead: his, level: 1 })
})
