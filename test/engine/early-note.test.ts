import { expect, test } from 'vitest'
import type { Page } from '../../src/domain/page.ts'
import type { Pager } from '../../src/ports/pager.ts'
import { aPage, eventually, stageFor } from './stage.ts'

/** What PagerDuty has when it is asked. */
let there: Page | undefined
const pager = { page: async () => there, levels: async () => ({ fits: [1] }) } as Partial<Pager> as Pager

const stage = stageFor(pager)
const ben = { via: 'pagerduty', id: 'PBEN', name: 'Ben' } as const

test('a note or an update that comes before its page is not lost: the page is asked for, and it stands below that, once', async () => {
  const { intake, store, queue, system, clock, work, pageId, incidents } = await stage()
  there = aPage(clock.now(), { id: pageId })
  const note = {
    id: 'NOTE1',
    type: 'annotated' as const,
    at: clock.now(),
    by: ben,
    pageId,
    note: 'the pool is exhausted',
  }
  expect(await intake.page(note)).toBe('taken')
  expect(await intake.page(note)).toBe('taken')
  expect(await intake.page({ ...note, id: 'NOTE2', note: 'restarted it' })).toBe('taken')
  const update = { kind: 'status-update' as const, text: 'a fix is on its way' }
  const { note: _, ...common } = note
  expect(await intake.page({ ...common, id: 'UPDATE1', type: 'news', news: update })).toBe('taken')
  expect(await incidents.recent([system.system], 9)).toEqual([])
  work()
  await eventually(async () => (await queue.depth(system.system)).held === 0)
  const notes = async () => {
    const [incident] = await incidents.recent([system.system], 9)
    const told = incident ? await store.timeline(system.system, incident.id) : []
    const texts = told.flatMap(entry => (entry.kind === 'note' ? [entry.text] : []))
    const news = told.flatMap(entry => (entry.kind === 'news' ? [entry.news] : []))
    return [...texts.sort(), ...news]
  }
  await eventually(async () => (await notes()).length === 3)
  expect(await notes()).toEqual(['restarted it', 'the pool is exhausted', update])
  await intake.page(note)
  expect(await notes()).toHaveLength(3)
})

test('one of a page that PagerDuty does not know, or that no system lists, ends there', async () => {
  const { intake, queue, system, clock, work, pageId, incidents, unlisted } = await stage()
  const note = { type: 'annotated' as const, at: clock.now(), by: ben, note: 'look here' }
  there = undefined
  await intake.page({ ...note, id: 'NOTE3', pageId })
  const worker = work()
  const isDone = async () => (await queue.depth(system.system)).waiting === 0
  await eventually(isDone)
  await worker.stop()
  there = aPage(clock.now(), { id: 'OTHER', service: 'PNOBODY' })
  await intake.page({ ...note, id: 'NOTE4', pageId: 'OTHER' })
  work()
  await eventually(async () => unlisted.length > 0)
  await eventually(isDone)
  expect(await incidents.recent([system.system], 9)).toEqual([])
})
