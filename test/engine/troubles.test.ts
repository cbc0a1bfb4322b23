import { expect, test } from 'vitest'
import type { Chat } from '../../src/ports/chat.ts'
import { refused } from './fake-slack.ts'
import { ana, aPage, eventually, type Stage, stageFor } from './stage.ts'

const stage = stageFor()

/** Slack, but for one channel in which it refuses to post. */
const without = ({ slack }: Stage, closed: string, code: string): Chat => ({
  ...slack.chat,
  async post(place, ...message) {
    if (place.channel === closed && !place.thread) throw refused(code)
    return slack.chat.post(place, ...message)
  },
})

/** The system has two channels, of which #alerts comes first. */
async function withTwoChannels() {
  const on = await stage()
  on.system.environments.staging = { channel: '#staging', services: {} }
  return on
}

const troubles = ({ slack }: Stage) => slack.posts.filter(({ mark }) => mark.startsWith('trouble/'))

/** As if it had failed seven times already. */
const almostHopeless = ({ redis, system }: Stage, job: string) =>
  redis.hset(`belay:{${system.system}}:tries`, job, '7 0 0 slow')

test('a card that its channel refuses: another channel hears which it was, and why', async () => {
  const on = await withTwoChannels()
  await on.tells('triggered')
  const worker = on.work(without(on, 'C-alerts', 'is_archived'))
  await eventually(() => almostHopeless(on, 'cards:#alerts').then(() => troubles(on)[0]))
  await worker.stop()
  expect(troubles(on)[0]).toMatchObject({ channel: 'C-staging' })
  expect(troubles(on)[0]!.message.text).toMatch(
    /^⚠️ The next card could not be posted in .*alerts\. Belay has given up \(.*parked\)\. slack refused: is_archived$/,
  )
})

test('a card that the only channel refuses: whoever is called first hears of it in person', async () => {
  const on = await stage()
  await on.tells('triggered')
  const worker = on.work(without(on, 'C-alerts', 'is_archived'))
  await eventually(() => almostHopeless(on, 'cards:#alerts').then(() => troubles(on)[0]))
  await worker.stop()
  expect(troubles(on).map(({ channel }) => channel)).toEqual([`D-${ana.id}`])
  expect(troubles(on)[0]!.message.text).toContain('slack refused: is_archived')
})

test('an incident that cannot be shown: not its own channel hears of it first, but another', async () => {
  const on = await withTwoChannels()
  await on.tells('triggered')
  const { id, number } = await on.incident()
  const chat: Chat = {
    ...on.slack.chat,
    async post(place, message, options) {
      if (options.mark.endsWith('/card')) throw refused('invalid_blocks')
      return on.slack.chat.post(place, message, options)
    },
  }
  on.work(chat)
  await eventually(() => almostHopeless(on, `show:${id}`).then(() => troubles(on)[0]))
  expect(troubles(on)[0]).toMatchObject({ channel: 'C-staging' })
  expect(troubles(on)[0]!.message.text).toContain(`INC-${number} could not be shown in`)
})

test('Slack asks to wait, and then loses its answer: a trouble is told all the same, once', async () => {
  const on = await stage()
  on.slack.trouble('post', 'limited')
  on.slack.trouble('post', 'lost')
  await on.tells('triggered', { page: aPage(on.clock.now(), { service: 'PNOBODYS' }) })
  const worker = on.work()
  const [told] = await eventually(() => troubles(on).length > 0 && troubles(on))
  expect(told!.channel).toBe('C-alerts')
  expect(told!.message.text).toContain('PagerDuty pages for PNOBODYS, which no system file lists')
  await eventually(async () => (await on.queue.depth(on.system.system)).held === 0)
  await worker.stop()
  expect(troubles(on)).toHaveLength(1)
})

test('many pages for a service that nobody lists are one trouble, whichever process takes them', async () => {
  const on = await stage()
  const page = (id: string) => aPage(on.clock.now(), { id, service: 'PNOBODYS' })
  for (const id of ['P1', 'P2', 'P3']) await on.tells('triggered', { page: page(id) })
  const workers = [on.work(), on.work()]
  await eventually(() => troubles(on)[0])
  for (const id of ['P4', 'P5']) await on.tells('triggered', { page: page(id) })
  await eventually(async () => (await on.queue.depth(on.system.system)).waiting === 0)
  await Promise.all(workers.map(worker => worker.stop()))
  expect(troubles(on)).toHaveLength(1)
  expect(on.unlisted).toHaveLength(5)
})
