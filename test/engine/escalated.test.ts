import { expect, test } from 'vitest'
import type { Pager } from '../../src/ports/pager.ts'
import { aPage, eventually, minutes, stageFor } from './stage.ts'

/** PagerDuty's page as it stands there: triggered, on level 2. */
let page = aPage(0)
const pager = { page: async () => page, levels: async () => ({ fits: [2] }) } as Partial<Pager> as Pager

const stage = stageFor(pager)
const ben = { via: 'pagerduty', id: 'PBEN', name: 'Ben' } as const

test('Ben escalates in PagerDuty, and the minute’s look asks for it too: it is still Ben who did, to level 2', async () => {
  const { tells, incident, store, queue, system, clock, work, pageId } = await stage()
  await tells('triggered')
  await clock.advance(minutes)
  await tells('acknowledged')
  await clock.advance(minutes)
  page = aPage(clock.now(), { id: pageId })
  await tells('escalated', { by: ben, page })
  const read = { kind: 'pagerduty-read', page: pageId } as const
  await queue.order(system.system, [{ job: read, due: clock.now(), when: 'earlier' }])
  work()
  await eventually(async () => (await incident()).state === 'triggered')
  await eventually(async () => (await queue.depth(system.system)).held === 0)
  const now = await incident()
  expect(now).toMatchObject({ level: 2, cycle: 2 })
  const told = (await store.timeline(system.system, now.id)).slice(2)
  expect(told.map(({ kind, by }) => [kind, by.name]).slice(0, 2)).toEqual([
    ['acknowledged', 'Ana'],
    ['level', 'Ben'],
  ])
  expect(told.map(({ kind }) => kind)).not.toContain('unacknowledged')
})
