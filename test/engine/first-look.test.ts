import { expect, test } from 'vitest'
import { OutsideError } from '../../src/domain/errors.ts'
import type { Page } from '../../src/domain/page.ts'
import type { OpenPages, Pager } from '../../src/ports/pager.ts'
import { aPage, eventually, minutes, stageFor } from './stage.ts'

const listed: OpenPages = { pages: [], unread: [] }
const pager = {
  open: async () => listed,
  async page(id: string) {
    const page = listed.pages.find(one => one.id === id)
    if (page) return page
    throw new OutsideError("PagerDuty's answer is not understood: incident.urgency.", {
      service: 'pagerduty',
      fault: 'refused',
      effect: 'none',
    })
  },
  levels: async () => ({ fits: [] }),
} as Partial<Pager> as Pager
const stage = stageFor(pager)

test('what was open before Belay began is taken in the severest first, then the newest; one that is not understood is told of', async () => {
  const on = await stage()
  const { clock, incidents, pageId, queue, redis, slack, system } = on
  const opened = (title: string, agoMs: number, priority: string): Page =>
    aPage(clock.now() - agoMs, { id: `${pageId} ${title}`, title, priority })
  listed.pages = [
    opened('the queue is long', minutes, 'P2'),
    opened('checkout is down', 5 * minutes, 'P1'),
    opened('a disk is full', 60 * minutes, 'P2'),
    opened('nobody remembers', 90 * 24 * 60 * minutes, 'P1'),
  ]
  listed.unread = [`${pageId} odd`]
  await queue.order(system.system, [{ job: { kind: 'reconcile' }, due: clock.now(), when: 'earlier' }])
  on.work()
  const taken = await eventually(async () => {
    const open = await incidents.open([system.system])
    return open.length === listed.pages.length && open
  })
  expect(taken.sort((a, b) => a.number - b.number).map(({ title }) => title)).toEqual([
    'checkout is down',
    'nobody remembers',
    'the queue is long',
    'a disk is full',
  ])

  const tries = `belay:{${system.system}}:tries`
  const told = await eventually(async () => {
    await redis.hset(tries, `pagerduty-read:${listed.unread[0]}`, '7 0 0 slow')
    return slack.posts.find(({ mark }) => mark.startsWith('trouble/'))
  })
  expect(told.message.text).toContain(`How PagerDuty's incident ${pageId} odd stands could not be read`)
  expect(told.message.text).toContain('incident.urgency')
})
