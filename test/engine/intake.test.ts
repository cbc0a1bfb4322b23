import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import type { Page } from '../../src/domain/page.ts'
import { createIntake } from '../../src/engine/intake.ts'
import { aPage, type Stage, stageFor } from './stage.ts'

const stage = stageFor()

test.each(['belay/INC-42 --/1', 'belay/../1', 'belay/0123456789ABCDEF/1', 'belay/0123456789abcdef0/1'])(
  'an alert whose key is %s is an incident like any other: the key names none',
  async key => {
    const { tells, incident, clock } = await stage()
    await tells('triggered', { page: aPage(clock.now(), { key }) })
    expect((await incident()).id).toMatch(/^[0-9a-f]{16}$/)
  },
)

test('a key that Belay made names its incident, also one that Redis has forgotten', async () => {
  const { tells, incident, clock } = await stage()
  await tells('triggered', { page: aPage(clock.now(), { key: 'belay/0123456789abcdef/1' }) })
  expect((await incident()).id).toBe('0123456789abcdef')
})

test('an alert that was merged and fires again is news where it went, as long as that is open', async () => {
  const { tells, incidents, store, system, clock } = await stage()
  const at = () => clock.now()
  await tells('triggered', { page: aPage(at(), { id: 'ONE', key: 'checkout', title: 'checkout is down' }) })
  await tells('triggered', { page: aPage(at(), { id: 'TWO', key: 'pool', title: 'the pool is empty' }) })
  const open = await incidents.open([system.system])
  const [one, two] = ['checkout is down', 'the pool is empty'].map(
    name => open.find(({ title }) => title === name)!,
  )
  await incidents.merge(two!, one!, { via: 'slack', id: 'UANA', name: 'Ana' }, 'merge-1')

  await tells('triggered', { page: aPage(at(), { id: 'THREE', key: 'pool', title: 'the pool is empty' }) })
  expect(await incidents.open([system.system])).toHaveLength(1)
  expect(await incidents.recent([system.system], 9)).toHaveLength(2)
  expect((await store.timeline(system.system, one!.id)).at(-1)).toMatchObject({
    kind: 'alert',
    title: 'the pool is empty',
  })

  // The page of the repeated alert ends: that is not the end of the incident which it is part of.
  await tells('resolved', { page: aPage(at(), { id: 'THREE', key: 'pool', status: 'resolved' }) })
  expect((await incidents.find(one!.id))!.state).toBe('triggered')

  await incidents.apply(one!, { type: 'resolve', by: { via: 'slack', id: 'UANA', name: 'Ana' } }, 'resolve-1')
  await tells('triggered', { page: aPage(at(), { id: 'FOUR', key: 'pool', title: 'the pool is empty' }) })
  expect(await incidents.recent([system.system], 9)).toHaveLength(3)
})

test('what PagerDuty says was merged is merged only while both are open; else each is left as it is', async () => {
  const { tells, incidents, ledger, store, system, clock } = await stage()
  const by = { via: 'pagerduty', id: 'PBEN', name: 'Ben' } as const
  for (const id of ['ONE', 'TWO', 'THREE'])
    await tells('triggered', { page: aPage(clock.now(), { id, key: id, title: id }) })
  const open = await incidents.open([system.system])
  const [one, two, three] = ['ONE', 'TWO', 'THREE'].map(name => open.find(({ title }) => title === name)!)
  const now = async ({ id }: { id: string }) => (await store.incident(system.system, id))!.value

  await tells('resolved', { page: aPage(clock.now(), { id: 'ONE', key: 'ONE', status: 'resolved' }) })
  expect(await ledger.merge(two!, one!, by, 'into-over')).toMatchObject({ result: 'refused' })
  expect(await ledger.merge(one!, two!, by, 'of-over')).toMatchObject({ result: 'refused' })
  expect([(await now(one!)).merged, (await now(two!)).state, (await now(two!)).merged]).toEqual([
    [],
    'triggered',
    [],
  ])

  // Into one that is over here: it is over, and no more.
  const into = (id: string, mergedInto: string) =>
    tells('resolved', {
      page: aPage(clock.now(), { id, key: id, status: 'resolved', mergedInto }),
      by,
    })
  await into('TWO', 'ONE')
  expect(await now(two!)).toMatchObject({ state: 'resolved' })
  expect(await now(two!)).not.toHaveProperty('mergedInto')

  // Into one that was merged itself: where that is carried on.
  for (const id of ['FOUR', 'FIVE'])
    await tells('triggered', { page: aPage(clock.now(), { id, key: id, title: id }) })
  await into('FOUR', 'FIVE')
  const five = (await incidents.open([system.system])).find(({ title }) => title === 'FIVE')!
  await into('FIVE', 'THREE')
  expect(await ledger.merge(five, three!, by, 'told-again')).toMatchObject({ result: 'changed' })
  const audit = (await store.audit(system.system, 99)).entries
  expect(audit.filter(({ what, incident }) => what === 'merge' && incident === five.id)).toHaveLength(1)
  expect((await now(three!)).merged).toHaveLength(1)
  await tells('triggered', { page: aPage(clock.now(), { id: 'SIX', key: 'SIX', title: 'SIX' }) })
  await into('SIX', 'FOUR')
  expect((await now(three!)).merged).toHaveLength(2)
})

test('what is told of a page that has left its incident is asked for: it may be old', async () => {
  const { tells, incident, incidents, store, queue, system, clock } = await stage()
  const page = (id: string, status: 'triggered' | 'resolved' = 'triggered') =>
    aPage(clock.now(), { id, status, key: 'checkout' })
  await tells('triggered', { page: page('ONE') })
  await tells('resolved', { page: page('ONE', 'resolved') })
  await tells('triggered', { page: page('TWO') })
  expect((await incident()).pagerduty?.id).toBe('TWO')
  await clock.advance(60_000)
  await tells('resolved', { page: page('TWO', 'resolved') })
  await clock.advance(20 * 60_000)
  const before = await incident()
  await tells('unacknowledged', { page: page('ONE') })
  expect(await incident()).toEqual(before)
  const { claims } = await queue.claim(system.system, 9, 60_000, ['pagerduty-read'])
  const asked = claims.map(({ job }) => job)
  expect(asked).toContainEqual({ kind: 'pagerduty-read', page: 'ONE' })

  // It is open indeed: somebody is paged, and there is an incident to acknowledge.
  await tells('triggered', { page: page('ONE'), read: { before: undefined } })
  await tells('triggered', { page: page('ONE'), read: { before: undefined } })
  const [last, ...others] = await incidents.recent([system.system], 9)
  expect(others).toHaveLength(1)
  expect(last).toMatchObject({ state: 'triggered', pagerduty: { id: 'ONE' } })
  expect(last!.number).toBeGreaterThan(before.number)
  expect(await store.find(system.system, 'pagerduty:ONE')).toBe(last!.id)
})

/** Takes the same page twice: told, and read by one who had looked whether it is known just before. */
async function twice({ system, store, ledger, queue, clock, aside, tells }: Stage, page: Page) {
  let toldIt: () => void
  const told = new Promise<void>(resolve => {
    toldIt = resolve
  })
  const late = {
    ...store,
    async find(name: string, key: string) {
      const found = await store.find(name, key)
      if (key === `pagerduty:${page.id}`) {
        toldIt()
        await taken
      }
      return found
    },
  }
  const [log, barrier] = [pino({ level: 'silent' }), async () => 'kept' as const]
  const deps = {
    systems: [system],
    store: late,
    ledger,
    queue,
    clock,
    aside,
    barrier,
    log,
    wake() {},
    async unlisted() {},
  }
  const taken = told.then(() => tells('triggered', { page }))
  await createIntake(deps).page({
    id: randomUUID(),
    type: 'triggered',
    at: clock.now(),
    by: { via: 'pagerduty', name: 'PagerDuty' },
    pageId: page.id,
    page,
    read: { before: undefined },
  })
}

test('told and read at once, an alert that fires again is one incident with one line of it', async () => {
  const on = await stage()
  const { tells, incident, store, system, clock } = on
  const page = (id: string) => aPage(clock.now(), { id, key: 'checkout' })
  await tells('triggered', { page: page('ONE') })
  await tells('resolved', { page: { ...page('ONE'), status: 'resolved' } })
  await twice(on, page('TWO'))
  const { id, state, pagerduty } = await incident()
  expect([state, pagerduty?.id]).toEqual(['triggered', 'TWO'])
  const kinds = (await store.timeline(system.system, id)).map(({ kind }) => kind)
  expect(kinds).toEqual(['opened', 'level', 'resolved', 'reopened', 'level'])
})

test('opened again and acknowledged while nobody told of it: who did the first is not known', async () => {
  const on = await stage()
  const { tells, incident, store, system, clock, pageId } = on
  await tells('triggered')
  await tells('resolved')
  const before = (await incident()).pagerduty!
  const [ben, page] = [
    { id: 'PBEN', name: 'Ben' },
    aPage(clock.now(), { id: pageId, status: 'acknowledged' }),
  ]
  await tells('acknowledged', { by: { via: 'pagerduty', ...ben }, page, read: { before } })
  const { id, state } = await incident()
  expect(state).toBe('acknowledged')
  const timeline = await store.timeline(system.system, id)
  const told = timeline.flatMap(({ kind, by }) => (kind === 'level' ? [] : `${kind} by ${by.name}`))
  expect(told.slice(-2)).toEqual(['reopened by PagerDuty', 'acknowledged by Ben'])
})

test.each(['told', 'read'])(
  'fires again, and is heard of once Ben has it, when %s: he has it, and no more',
  async how => {
    const on = await stage()
    const { tells, incident, store, system, clock } = on
    const page = (id: string, status: Page['status']) => aPage(clock.now(), { id, status, key: 'checkout' })
    await tells('triggered', { page: page('ONE', 'triggered') })
    await tells('resolved', { page: page('ONE', 'resolved') })
    const by = { via: 'pagerduty', id: 'PBEN', name: 'Ben' } as const
    const read = how === 'read' && { read: { before: undefined } }
    await tells('acknowledged', { by, page: page('TWO', 'acknowledged'), ...read })
    const { id, state } = await incident()
    expect(state).toBe('acknowledged')
    const timeline = await store.timeline(system.system, id)
    const told = timeline.flatMap(({ kind, by }) => (kind === 'level' ? [] : `${kind} by ${by.name}`))
    expect(told.slice(-2)).toEqual(['reopened by PagerDuty', 'acknowledged by Ben'])
  },
)

test.each([
  ['Ana', { changedBy: { id: 'PANA', name: 'Ana' } }],
  ['PagerDuty', {}],
])(
  'first heard of as Ben assigns it anew, once it is acknowledged: %s has it, and not Ben',
  async (whose, more) => {
    const { tells, incident, store, system, clock } = await stage()
    const by = { via: 'pagerduty', id: 'PBEN', name: 'Ben' } as const
    await tells('reassigned', { by, page: aPage(clock.now(), { status: 'acknowledged', ...more }) })
    const { id, state, lead } = await incident()
    expect([state, lead?.name]).toEqual(['acknowledged', whose])
    const timeline = await store.timeline(system.system, id)
    expect(timeline.map(({ kind, by }) => `${kind} by ${by.name}`)).toEqual([
      `opened by ${whose}`,
      `acknowledged by ${whose}`,
    ])
  },
)

test('opened again, a page stands for what it went into: that it was over before, when told late, is old', async () => {
  const { tells, incidents, system, clock } = await stage()
  const by = { via: 'slack', id: 'UANA', name: 'Ana' } as const
  const about = { system: system.system, environment: 'production', severity: 'P2', by } as const
  const into = await incidents.declare({ ...about, title: 'checkout is slow' }, 'declare-1')
  const since = clock.now()
  await tells('triggered', { page: aPage(since, { id: 'TWO' }) })
  const recent = await incidents.recent([system.system], 9)
  const from = recent.find(({ pagerduty }) => pagerduty?.id === 'TWO')!
  await incidents.merge(from, into, by, 'merge-1')
  await clock.advance(60_000)
  const overAt = clock.now()
  await clock.advance(60_000)
  await tells('reopened', { page: aPage(since, { id: 'TWO' }) })
  await tells('resolved', { page: aPage(since, { id: 'TWO', status: 'resolved' }), at: overAt })
  expect(await incidents.find(into.id)).toMatchObject({ state: 'triggered', pagerduty: { id: 'TWO' } })
})

test('told and read at once, an alert of what was merged is one line where it went', async () => {
  const on = await stage()
  const { tells, incidents, store, system, clock } = on
  const page = (id: string, key: string) => aPage(clock.now(), { id, key, title: key })
  await tells('triggered', { page: page('ONE', 'checkout') })
  await tells('triggered', { page: page('TWO', 'pool') })
  const both = await incidents.recent([system.system], 2)
  const of = (title: string) => both.find(one => one.title === title)!
  await incidents.merge(of('pool'), of('checkout'), { via: 'slack', id: 'UANA', name: 'Ana' }, 'merge-1')
  await twice(on, page('THREE', 'pool'))
  const timeline = await store.timeline(system.system, of('checkout').id)
  expect(timeline.filter(({ kind }) => kind === 'alert')).toHaveLength(1)
  expect(await incidents.recent([system.system], 9)).toHaveLength(2)
})

test('what PagerDuty says of the next century happens now: people and PagerDuty go on after it', async () => {
  const { tells, incident, incidents, clock, pageId } = await stage()
  const ahead = clock.now() + 100 * 365 * 24 * 3_600_000
  await tells('triggered', { at: ahead, page: aPage(ahead, { id: pageId }) })
  expect((await incident()).openedAt).toBeLessThanOrEqual(clock.now())
  await tells('acknowledged', { at: ahead })
  expect((await incident()).lifeAt).toBeLessThanOrEqual(clock.now())
  await clock.advance(60_000)
  await tells('unacknowledged')
  expect((await incident()).state).toBe('triggered')
  await clock.advance(60_000)
  const ana = { via: 'slack', id: 'UANA', name: 'Ana' } as const
  await incidents.apply(await incident(), { type: 'acknowledge', by: ana }, 'ack-1')
  await clock.advance(60_000)
  await tells('resolved')
  expect((await incident()).state).toBe('resolved')
})

test('a clock of PagerDuty’s that is a little ahead keeps the order of what it tells', async () => {
  const { tells, incident, clock } = await stage()
  const at = clock.now() + 30_000
  await tells('triggered')
  await tells('acknowledged', { at: at + 1 })
  await tells('unacknowledged', { at })
  expect((await incident()).state).toBe('acknowledged')
})
