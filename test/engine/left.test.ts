import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { belay } from '../../src/domain/actor.ts'
import type { PagerDutyLink } from '../../src/domain/pagerduty-state.ts'
import { pagerdutyMerge } from '../../src/engine/jobs/pagerduty-merge.ts'
import type { InHand } from '../../src/engine/performer.ts'
import type { Pager } from '../../src/ports/pager.ts'
import { ana, aPage, stageFor } from './stage.ts'

const stage = stageFor()
const by = { via: 'slack', id: ana.id, name: ana.name } as const

/** Two pages whose incidents became one, which is over; PagerDuty has not been told yet. */
async function overInSlack() {
  const on = await stage()
  const { clock, incidents, system, tells } = on
  const pages = ['first', 'second'].map(title => aPage(clock.now(), { id: `P${randomUUID()}`, title }))
  for (const page of pages) await tells('triggered', { page })
  const found = await incidents.open([system.system])
  const [into, from] = pages.map(page => found.find(({ pagerduty }) => pagerduty?.id === page.id)!)
  await incidents.merge(from!, into!, by, 'merge-1')
  await incidents.apply(into!, { type: 'resolve', by }, 'resolve-1')
  const link = async () => (await incidents.find(from!.id))!.pagerduty!
  const page = pages[1]!
  return {
    ...on,
    from: from!,
    link,
    read: async (before?: PagerDutyLink) =>
      tells('triggered', { page, read: { before: before ?? (await link()) } }),
    all: async () => (await incidents.recent([system.system], 10)).map(({ id }) => id).sort(),
    both: [into!.id, from!.id].sort(),
  }
}

test('a page that PagerDuty has not been told is over, with what its incident went into, begins no other', async () => {
  const { read, link, all, both } = await overInSlack()
  expect((await link()).want).toMatchObject({ status: 'resolved' })
  await read()
  expect(await all()).toEqual(both)
})

test('that it stood there before it was over is no news, and begins no other', async () => {
  const { read, link, all, both, ledger, from } = await overInSlack()
  const before = await link()
  const held = { status: 'resolved', since: before.seen.at } as const
  const told = { type: 'pagerduty-told', want: (await link()).want!.at, held, by: belay } as const
  await ledger.take(from.system, from.id, told, 'told-1')
  await read(before)
  expect(await all()).toEqual(both)
  await read()
  expect(await all()).toHaveLength(both.length + 1)
})

test('one that PagerDuty would not end has no incident any more, and begins its own', async () => {
  const { read, link, all, both, ledger, from } = await overInSlack()
  const told = { type: 'pagerduty-told', want: (await link()).want!.at, by: belay } as const
  await ledger.take(from.system, from.id, told, 'refused-1')
  await read()
  expect(await all()).toHaveLength(both.length + 1)
})

test('its service is in no file any more: it is told so, and holds up nothing', async () => {
  const { system, unlisted, ledger, read, link, from, all, both } = await overInSlack()
  const told = { type: 'pagerduty-told', want: (await link()).want!.at, by: belay } as const
  await ledger.take(system.system, from.id, told, 'told-1')
  system.pagerduty!.services = []
  expect(await read()).toBe('unlisted')
  expect(unlisted).toEqual(['PLEARN1'])
  expect(await all()).toEqual(both)
})

test.each([
  ['while it is open', 'ONE goes into TWO'],
  ['and is over before PagerDuty hears of it', 'ONE is over'],
])('fires again by another page before the first is over in PagerDuty, %s: %s', async (_, asked) => {
  const on = await stage()
  const { clock, incident, incidents, queue, system, tells } = on
  const page = (id: string) => aPage(clock.now(), { id, url: `https://acme.pagerduty.com/incidents/${id}` })
  await tells('triggered', { page: page('ONE') })
  await incidents.apply(await incident(), { type: 'resolve', by }, 'resolve-1')
  await clock.advance(1_000)
  await tells('triggered', { page: page('TWO') })
  if (asked === 'ONE is over') await incidents.apply(await incident(), { type: 'resolve', by }, 'resolve-2')

  const done: string[] = []
  const pager: Partial<Pager> = {
    async merge(id, into) {
      done.push(`${id} goes into ${into}`)
      return page(id)
    },
    async resolve(id) {
      done.push(`${id} is over`)
      return page(id)
    },
  }
  const [claim] = (await queue.claim(system.system, 1, 60_000, ['pagerduty-merge'])).claims
  const inHand = { system: system.system, job: claim!.job, claim, guard() {} } as InHand<'pagerduty-merge'>
  const directory = on.slack.directory
  const deps = { ...on, directory, pager: pager as Pager, barrier: async () => 'kept' as const }
  await pagerdutyMerge(deps)(inHand)
  expect(done).toEqual([asked])
})
