import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import type { PageEvent } from '../../src/domain/page.ts'
import { createInbox } from '../../src/engine/inbox.ts'
import { pagerdutyEvent } from '../../src/engine/jobs/pagerduty-event.ts'
import type { InHand } from '../../src/engine/performer.ts'
import type { Intake } from '../../src/ports/intake.ts'
import type { Claim, Queue } from '../../src/ports/queue.ts'
import { handing } from './handing.ts'
import { aPage, eventually, type Stage, stageFor } from './stage.ts'

const stage = stageFor()
const cara = { via: 'pagerduty', id: 'PCARA', name: 'Cara' } as const

const told = ({ clock, pageId }: Stage, more: Partial<PageEvent> = {}): PageEvent => ({
  id: randomUUID(),
  type: 'triggered',
  at: clock.now(),
  pageId,
  by: { via: 'pagerduty', name: 'PagerDuty' },
  page: aPage(clock.now(), { id: pageId }),
  ...more,
})
const noted = (on: Stage, note: string): PageEvent => {
  const { page: _, ...event } = told(on, { type: 'annotated', by: cara, note })
  return event
}
const idOf = ({ id, page }: PageEvent) => `pagerduty-${page?.priority === 'P1' ? 'urgent' : 'event'}:${id}`
const isTakenIn = ({ queue, system }: Stage, event: PageEvent) =>
  eventually(async () => (await queue.find(system.system, idOf(event))) === undefined)

/** An intake that waits with each event until it is let go on, and what it was given in order. */
function held() {
  const given: string[] = []
  const waiting = new Map<string, { resolve(): void; reject(why: Error): void }>()
  const page: Intake['page'] = event => {
    given.push(event.id)
    return new Promise((resolve, reject) => {
      waiting.set(event.id, { resolve: () => resolve('taken'), reject })
    })
  }
  /** A worker whose story is over waits for what it has in hand. */
  const letGo = () => {
    for (const { resolve } of waiting.values()) resolve()
  }
  return { given, waiting, letGo, intake: { page } as Intake }
}

test('what PagerDuty tells is owed when that is answered, and an incident as soon as it is taken in', async () => {
  const on = await stage()
  const { intake, incident, incidents, queue, system } = on
  const event = told(on)
  expect(await intake.receive(event)).toBe('taken')
  expect(await queue.find(system.system, idOf(event))).toEqual({
    kind: 'pagerduty-urgent',
    intent: event.id,
    event,
  })
  expect(await incidents.recent([system.system], 9)).toEqual([])
  on.takeIn()
  await isTakenIn(on, event)
  expect(await incident()).toMatchObject({ state: 'triggered', pagerduty: { id: on.pageId } })
})

test('told again it is one event: while it is owed, and when it was taken in long since', async () => {
  const on = await stage()
  const { intake, queue, system } = on
  const event = told(on)
  expect(await intake.receive(event)).toBe('taken')
  expect(await intake.receive(event)).toBe('repeated')
  expect(await queue.depth(system.system)).toMatchObject({ waiting: 1 })
  const inbox = on.takeIn()
  await isTakenIn(on, event)
  await inbox.stop()
  expect(await intake.receive(event)).toBe('repeated')
  expect(await queue.find(system.system, idOf(event))).toBeUndefined()
  expect((await on.incident()).entries).toBe(2)
})

test('a P1 does not wait behind the others', async () => {
  const on = await stage()
  const { intake, given, letGo } = held()
  const lesser = Array.from({ length: 4 }, (_, i) => {
    const page = aPage(on.clock.now(), { id: `${on.pageId}-${i}`, priority: 'P2' })
    return told(on, { pageId: page.id, page })
  })
  for (const event of lesser) await on.intake.receive(event)
  const urgent = told(on)
  await on.intake.receive(urgent)
  const inbox = on.takeIn(intake)
  await eventually(() => given.length > 1)
  expect(given).toEqual([urgent.id, lesser[0]!.id])
  await inbox.stop(0)
  letGo()
})

test('a page of a service that no system lists is told of at once, and owed to nobody', async () => {
  const on = await stage()
  const event = told(on, { page: aPage(on.clock.now(), { id: on.pageId, service: 'PNOBODY' }) })
  expect(await on.intake.receive(event)).toBe('unlisted')
  expect(on.unlisted).toEqual(['PNOBODY'])
  expect(await on.queue.find(on.system.system, idOf(event))).toBeUndefined()
})

test('a note that follows its page at once is taken in after it: nobody has to be asked for that', async () => {
  const on = await stage()
  await on.intake.receive(told(on))
  const note = noted(on, 'the pool is exhausted')
  await on.intake.receive(note)
  on.takeIn()
  await isTakenIn(on, note)
  const { id } = await on.incident()
  expect((await on.store.timeline(on.system.system, id)).at(-1)).toMatchObject({
    kind: 'note',
    text: 'the pool is exhausted',
  })
})

test('what is told of one page is taken in one after the other, also when one fails; other pages wait for none', async () => {
  const { intake, given, waiting } = held()
  const perform = pagerdutyEvent(intake)
  const take = (id: string, pageId: string) => {
    const taken = perform({ job: { event: { id, pageId } } } as InHand<'pagerduty-event'>)
    return taken.then(
      () => 'taken',
      () => 'failed',
    )
  }
  const all = [take('opened', 'ONE'), take('acknowledged', 'ONE'), take('resolved', 'ONE')]
  const other = take('other', 'TWO')
  await eventually(() => waiting.has('other'))
  expect(given).toEqual(['opened', 'other'])
  waiting.get('other')!.resolve()
  expect(await other).toBe('taken')
  waiting.get('opened')!.reject(new Error('Redis is away'))
  await eventually(() => waiting.has('acknowledged'))
  expect(given).not.toContain('resolved')
  waiting.get('acknowledged')!.resolve()
  await eventually(() => waiting.has('resolved'))
  waiting.get('resolved')!.resolve()
  expect(await Promise.all(all)).toEqual(['failed', 'taken', 'taken'])
})

test('two processes take in what is told of one page at the same time: all of it is there, once', async () => {
  const on = await stage()
  await on.tells('triggered')
  const notes = Array.from({ length: 12 }, (_, i) => noted(on, `seen on host ${i}`))
  for (const note of notes) await on.intake.receive(note)
  for (const _ of [1, 2]) on.takeIn()
  for (const note of notes) await isTakenIn(on, note)
  const { id } = await on.incident()
  const written = (await on.store.timeline(on.system.system, id)).flatMap(entry =>
    entry.kind === 'note' ? [entry.text] : [],
  )
  expect(written.sort()).toEqual(notes.map(({ note }) => note).sort())
})

test('a process that stops gives back what it has not taken in: another does, at once', async () => {
  const on = await stage()
  const event = told(on)
  await on.intake.receive(event)
  const { intake, given, letGo } = held()
  const stopping = on.takeIn(intake, 60_000)
  await eventually(() => given.length > 0)
  await stopping.stop(0)
  on.takeIn()
  await isTakenIn(on, event)
  expect((await on.incident()).entries).toBe(2)
  letGo()
})

test('what cannot be taken in is put aside in the end: a channel hears of it, and it can be tried again', async () => {
  const on = await stage()
  const { slack, queue, system } = on
  const event = told(on)
  await on.intake.receive(event)
  // It has failed seven times already.
  await on.redis.hset(`belay:{${system.system}}:tries`, idOf(event), '7 0 0 nowhere')
  const page: Intake['page'] = async () => {
    throw new Error('Its environment is not there.')
  }
  const inbox = on.takeIn({ ...on.intake, page })
  on.work()
  const said = await eventually(() => slack.posts.find(({ mark }) => mark.startsWith('trouble/')))
  expect(said).toMatchObject({ channel: 'C-alerts' })
  expect(said.message.text).toContain(
    'What PagerDuty told of its incident p99 latency above 3 s could not be taken in. Belay has given up (to have it tried again: /belay parked).',
  )
  await inbox.stop()
  const [parked] = await queue.parked(system.system)
  await queue.order(system.system, [{ job: parked!.job!, due: on.clock.now(), when: 'replace' }])
  on.takeIn()
  await isTakenIn(on, event)
  expect((await on.incident()).state).toBe('triggered')
})

/** How many more are asked for by whoever has one in hand that was claimed so late. */
async function roomBeside(lateMs: number): Promise<number> {
  const { intake } = held()
  const job = {
    kind: 'pagerduty-urgent',
    intent: 'e1',
    event: { id: 'e1', pageId: 'ONE' } as PageEvent,
  } as const
  const { queue } = handing({
    job,
    id: 'pagerduty-event:e1',
    kind: 'pagerduty-event',
    lateMs,
  } as Partial<Claim>)
  const asked: number[] = []
  const asking: Queue = {
    ...queue,
    claim: async (system, limit, ...how) => {
      asked.push(limit)
      return queue.claim(system, limit, ...how)
    },
  }
  const inbox = createInbox({
    queue: asking,
    systems: ['learnbot'],
    intake,
    log: pino({ level: 'silent' }),
    trouble: async () => {},
    count() {},
  })
  inbox.start()
  await eventually(() => asked.length > 1)
  await inbox.stop(0)
  return asked[1]!
}

test('few are taken in at once while that keeps up; many when what was told waits for long', async () => {
  expect(await roomBeside(10)).toBe(1)
  expect(await roomBeside(5_000)).toBeGreaterThan(20)
})
