import { expect, test } from 'vitest'
import { OutsideError } from '../../src/domain/errors.ts'
import type { Chat } from '../../src/ports/chat.ts'
import { linked } from '../blocks/reading.ts'
import { refused } from './fake-slack.ts'
import { ana, ben, eventually, minutes, type Stage, stageFor } from './stage.ts'

const stage = stageFor()
const by = { via: 'slack', id: ana.id, name: ana.name } as const

/** A page that level 1 and level 2 have been told of, with its card and its thread. */
async function paged(on: Stage, chat: Chat = on.slack.chat) {
  const { tells, work, slack, clock, incident } = on
  await tells('triggered')
  work(chat)
  await eventually(() => slack.direct(ana.id)[0])
  await eventually(() => slack.thread().length >= 2)
  await clock.advance(15 * minutes)
  await eventually(() => slack.direct(ben.id)[0])
  await eventually(() => slack.thread().join().includes('Level 2 told'))
  return incident()
}

const settled = ({ queue, system }: Stage) =>
  eventually(async () => {
    const { held, parked } = await queue.depth(system.system)
    return held + parked === 0
  })

test('a direct message was deleted: the card, the thread and the other page go on, and nothing is left to try', async () => {
  const on = await stage()
  const { slack, incidents } = on
  const incident = await paged(on)
  const [page] = slack.direct(ana.id)
  await slack.chat.remove(page!.channel, page!.ts)
  await incidents.apply(incident, { type: 'acknowledge', by }, 'click-1')
  await eventually(() => slack.cards()[0]!.message.text.includes('P1 acknowledged'))
  await eventually(() => slack.thread().join().includes('Ana acknowledged'))
  await eventually(() => slack.direct(ben.id)[0]!.message.text.includes('Nothing is asked of you any more'))
  await settled(on)
  expect(slack.direct(ana.id)).toEqual([])
})

test('the card was deleted: it is posted anew as it stands now, and the thread goes on below it', async () => {
  const on = await stage()
  const { slack, incidents } = on
  const incident = await paged(on)
  const [card] = slack.cards()
  const before = slack.posts.filter(({ thread }) => thread === card!.ts)
  await slack.chat.remove(card!.channel, card!.ts)
  await incidents.apply(incident, { type: 'acknowledge', by }, 'click-1')

  const anew = await eventually(() => slack.cards()[0])
  expect(anew.message.text).toContain('P1 acknowledged')
  expect(linked(anew.message)['Thread before']).toBe(`https://slack.example.com/${card!.channel}/${card!.ts}`)
  const below = () => slack.posts.filter(({ thread }) => thread === anew.ts)
  await eventually(() => below().length === 1)
  expect(below()[0]!.message.text).toContain('Ana acknowledged')
  await eventually(() => linked(slack.direct(ben.id)[0]!.message)['Open the thread']?.includes(anew.ts))

  await incidents.apply(incident, { type: 'note', text: 'it is the cache', by }, 'click-2')
  await eventually(() => below().some(({ message }) => message.text.includes('it is the cache')))
  expect((await incidents.byThread(anew.channel, anew.ts))?.id).toBe(incident.id)
  expect((await incidents.byThread(card!.channel, card!.ts))?.id).toBe(incident.id)
  await settled(on)
  expect(slack.cards()).toEqual([anew])
  expect(slack.posts.filter(({ thread }) => thread === card!.ts)).toHaveLength(before.length)
})

test('the card was deleted while a line below it was in doubt: the line is found there, and is not posted again', async () => {
  const on = await stage()
  const { slack, incidents } = on
  const chat: Chat = {
    ...slack.chat,
    async post(place, message, options) {
      const answer = await slack.chat.post(place, message, options)
      if (!message.text.includes('Ana acknowledged')) return answer
      await slack.chat.remove(place.channel, place.thread!)
      throw new OutsideError('no answer', { service: 'slack', fault: 'away', effect: 'unknown' })
    },
  }
  const incident = await paged(on, chat)
  await incidents.apply(incident, { type: 'acknowledge', by }, 'click-1')
  await eventually(() => slack.posts.some(({ message }) => message.text.includes('Ana acknowledged')))
  await incidents.apply(incident, { type: 'note', text: 'it is the cache', by }, 'click-2')
  const [card] = await eventually(() => {
    const all = slack.cards()
    return (
      slack.posts.some(({ thread, message }) => thread === all[0]?.ts && /cache/.test(message.text)) && all
    )
  })
  const lines = slack.posts.filter(({ message }) => message.text.includes('Ana acknowledged'))
  expect(lines).toHaveLength(1)
  expect(lines[0]!.thread).not.toBe(card!.ts)
  await settled(on)
})

test('what Slack never lets Belay edit is posted once for each state, and not again and again', async () => {
  const on = await stage()
  const { slack, incidents } = on
  const chat: Chat = {
    ...slack.chat,
    async update(channel, ...edit) {
      if (channel.startsWith('C-')) throw refused('cant_update_message')
      return slack.chat.update(channel, ...edit)
    },
  }
  const incident = await paged(on, chat)
  const before = slack.cards().length
  await incidents.apply(incident, { type: 'acknowledge', by }, 'click-1')
  await eventually(() => slack.cards().at(-1)!.message.text.includes('P1 acknowledged'))
  await eventually(() => slack.thread().join().includes('Ana acknowledged'))
  await settled(on)
  expect(slack.cards()).toHaveLength(before + 1)
})

test('a direct message that Slack will not edit for another reason: the rest is shown all the same', async () => {
  const on = await stage()
  const { slack, incidents } = on
  const chat: Chat = {
    ...slack.chat,
    async update(channel, ...edit) {
      if (channel === `D-${ana.id}`) throw refused('edit_window_closed')
      return slack.chat.update(channel, ...edit)
    },
  }
  const incident = await paged(on, chat)
  await incidents.apply(incident, { type: 'acknowledge', by }, 'click-1')
  await eventually(() => slack.cards()[0]!.message.text.includes('P1 acknowledged'))
  await eventually(() => slack.thread().join().includes('Ana acknowledged'))
  await eventually(() => slack.direct(ben.id)[0]!.message.text.includes('Nothing is asked of you any more'))
})
