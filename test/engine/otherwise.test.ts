import { expect, test } from 'vitest'
import { OutsideError } from '../../src/domain/errors.ts'
import type { Page } from '../../src/domain/page.ts'
import type { Pager } from '../../src/ports/pager.ts'
import { ana, aPage, eventually, minutes, stageFor } from './stage.ts'

/** PagerDuty with one page, which it may refuse to change. */
const held = { page: aPage(0), refuses: false, reads: 0, listed: undefined as Page | undefined, now: () => 0 }
const to = async (status: Page['status']) => {
  if (held.refuses)
    throw new OutsideError('Requester User Not Found', {
      service: 'pagerduty',
      fault: 'refused',
      effect: 'none',
    })
  if (held.page.status !== 'resolved') held.page = { ...held.page, status, changedAt: held.now() }
  return held.page
}
const pager: Partial<Pager> = {
  open: async () => ({
    pages: [held.listed ?? held.page].filter(({ status }) => status !== 'resolved'),
    unread: [],
  }),
  async page() {
    held.reads += 1
    return held.page
  },
  levels: async () => ({ fits: [] }),
  knows: async () => false,
  acknowledge: () => to('acknowledged'),
  resolve: () => to('resolved'),
  escalate: async () => held.page,
}
const stage = stageFor(pager as Pager)
const byAna = { via: 'slack', id: ana.id, name: ana.name } as const
const byMonitor = { via: 'pagerduty', name: 'PagerDuty' } as const

/** A page whose PagerDuty's clock is behind Redis's, and a Belay that looks into PagerDuty every minute. */
async function paged(behindMs: number) {
  const on = await stage()
  const theirs = () => on.clock.now() - behindMs
  held.now = theirs
  held.page = aPage(theirs(), { id: on.pageId })
  held.refuses = false
  held.listed = undefined
  await on.tells('triggered', { at: theirs(), page: held.page, by: byMonitor })
  on.work()
  await on.queue.order(on.system.system, [
    { job: { kind: 'reconcile' }, due: on.clock.now(), when: 'earlier' },
  ])
  await eventually(() => on.slack.cards()[0])
  return { ...on, theirs }
}

test("resolved just after an acknowledgement, by a clock that is behind Redis's: it is over here, too", async () => {
  const { clock, incident, incidents, tells, theirs } = await paged(2_000)
  await clock.advance(10_000)
  await incidents.apply(await incident(), { type: 'acknowledge', by: byAna }, 'ack')
  await eventually(async () => (await incident()).pagerduty?.seen.status === 'acknowledged')
  await clock.advance(600)
  const at = theirs()
  held.page = { ...held.page, status: 'resolved', changedAt: at }
  await tells('resolved', { at, by: byMonitor, page: held.page })
  await eventually(async () => (await incident()).state === 'resolved')
})

test('PagerDuty would not take an acknowledgement: whoever has it keeps it, until something happens there', async () => {
  const { clock, incident, incidents } = await paged(0)
  await clock.advance(10_000)
  held.refuses = true
  await incidents.apply(await incident(), { type: 'acknowledge', by: byAna }, 'ack')
  await eventually(async () => (await incident()).pagerduty?.refused)
  const before = held.reads
  for (let i = 0; i < 3; i++) await clock.advance(minutes)
  expect(await incident()).toMatchObject({ state: 'acknowledged', lead: byAna, pagerduty: { refused: true } })
  held.page = { ...held.page, status: 'resolved', changedAt: clock.now() }
  // One look may have been under way: the next is due a minute after it.
  await eventually(async () => {
    await clock.advance(minutes)
    return await eventually(async () => (await incident()).state === 'resolved', 2_000)
  })
  expect(held.reads).toBeGreaterThan(before)
})

test('a list that was read before it was resolved opens nothing again: the page itself is asked for', async () => {
  const { clock, incident, tells, theirs, slack } = await paged(0)
  const before = held.page
  await clock.advance(10_000)
  held.page = { ...before, status: 'resolved', changedAt: theirs() }
  await tells('resolved', { at: theirs(), by: byMonitor, page: held.page })
  await eventually(async () => (await incident()).state === 'resolved')
  held.listed = before
  const reads = held.reads
  // One look may have been under way: the next is due a minute after it.
  await eventually(async () => {
    await clock.advance(minutes)
    return await eventually(() => held.reads > reads, 2_000)
  })
  await clock.advance(minutes)
  await eventually(() => slack.cards()[0]?.message.text.includes('resolved'))
  expect(await incident()).toMatchObject({ state: 'resolved', cycle: 1 })
})
