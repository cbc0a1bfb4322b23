import { pino } from 'pino'
import { expect, test } from 'vitest'
import { OutsideError } from '../../src/domain/errors.ts'
import type { PageEvent } from '../../src/domain/page.ts'
import { createIntake } from '../../src/engine/intake.ts'
import { pagerdutyCreate } from '../../src/engine/jobs/pagerduty-create.ts'
import { pagerdutyNote } from '../../src/engine/jobs/pagerduty-note.ts'
import type { InHand } from '../../src/engine/performer.ts'
import type { Pager } from '../../src/ports/pager.ts'
import { ana, aPage, eventually, type Stage, stageFor } from './stage.ts'

const stage = stageFor()
const by = { via: 'slack', id: ana.id, name: ana.name } as const

/** A barrier that fails as often as it is told to, and a PagerDuty; what was asked of them, in order. */
function outside() {
  const asked: string[] = []
  let failures = 0
  const barrier = async () => {
    asked.push('barrier')
    if (failures-- > 0)
      throw new OutsideError('not kept', { service: 'redis', fault: 'away', effect: 'unknown' })
    return 'kept' as const
  }
  const pager = {
    create: async (_, title) => {
      asked.push('create')
      return aPage(0, { id: 'PMADE', title })
    },
    note: async () => void asked.push('note'),
    notes: async () => [],
    knows: async () => true,
  } as Partial<Pager> as Pager
  return { asked, barrier, pager, fail: (times: number) => (failures = times) }
}

function intakeOf(
  on: Stage,
  barrier: ReturnType<typeof outside>['barrier'],
  log = pino({ level: 'silent' }),
) {
  const { system, store, ledger, queue, clock, aside } = on
  return createIntake({
    systems: [system],
    store,
    ledger,
    queue,
    clock,
    aside,
    barrier,
    log,
    wake: on.wake,
    async unlisted() {},
  })
}
const triggered = ({ clock, pageId }: Stage, more: Partial<PageEvent> = {}): PageEvent => ({
  id: `event-${pageId}`,
  type: 'triggered',
  at: clock.now(),
  by: { via: 'pagerduty', name: 'PagerDuty' },
  pageId,
  page: aPage(clock.now(), { id: pageId }),
  ...more,
})

test('a page that Redis may still lose is not answered for; sent again it is, and is the same incident', async () => {
  const on = await stage()
  const { barrier, asked, fail } = outside()
  const intake = intakeOf(on, barrier)
  const event = triggered(on)
  fail(1)
  await expect(intake.receive(event)).rejects.toThrow('not kept')
  expect(await intake.receive(event)).toBe('repeated')
  expect(asked).toEqual(['barrier', 'barrier'])
  on.takeIn()
  await eventually(async () => (await on.incidents.open([on.system.system])).length > 0)
  expect((await on.incident()).entries).toBe(2)
})

test('a delivery that is put aside is kept, too; what was read, and can be read again, need not be', async () => {
  const on = await stage()
  const { barrier, asked, fail } = outside()
  const intake = intakeOf(on, barrier)
  await intake.page(triggered(on, { read: { before: undefined } }))
  expect(asked).toEqual([])
  fail(1)
  const delivery = { id: 'd1', why: 'Nobody knows.', body: '{}', pageId: on.pageId }
  await expect(intake.aside(delivery)).rejects.toThrow('not kept')
  await intake.aside(delivery)
  expect(asked).toEqual(['barrier', 'barrier'])
})

test('what is not understood is kept, and the log says where, also when it names no incident', async () => {
  const on = await stage()
  const lines: string[] = []
  const log = pino({ level: 'warn' }, { write: line => void lines.push(line) })
  const intake = intakeOf(on, outside().barrier, log)
  const delivery = { id: `d-${on.pageId}`, why: 'It is not JSON.', body: '{"event":' }
  await intake.aside(delivery)
  const { kept } = JSON.parse(lines[0]!) as { kept: string }
  expect(await on.redis.xrange('belay:aside:{pagerduty}', kept, kept)).toEqual([
    [kept, ['delivery', delivery.id, 'why', delivery.why, 'body', delivery.body]],
  ])
  expect(lines.join()).not.toContain('event')
})

test('PagerDuty is asked to page, or given a note, only after Redis keeps that it was begun', async () => {
  const on = await stage()
  const { barrier, asked, fail, pager } = outside()
  const deps = { ...on, directory: on.slack.directory, pager, barrier }
  const { id } = await on.incidents.declare(
    { system: on.system.system, environment: 'production', severity: 'P1', title: 'checkout is slow', by },
    'declare-1',
  )
  const inHand = async <K extends 'pagerduty-create' | 'pagerduty-note'>(kind: K) => {
    const { claims } = await on.queue.claim(on.system.system, 1, 60_000, [kind])
    return {
      system: on.system.system,
      job: claims[0]!.job,
      claim: claims[0]!,
      guard() {},
    } as unknown as InHand<K>
  }

  const create = await inHand('pagerduty-create')
  fail(1)
  await expect(pagerdutyCreate(deps)(create)).rejects.toThrow('not kept')
  expect(asked).toEqual(['barrier'])
  await pagerdutyCreate(deps)(create)
  expect(asked).toEqual(['barrier', 'barrier', 'create'])

  await on.incidents.apply(
    (await on.incidents.find(id))!,
    { type: 'note', text: 'it is the cache', by },
    'n1',
  )
  const note = await inHand('pagerduty-note')
  fail(1)
  await expect(pagerdutyNote(deps)(note)).rejects.toThrow('not kept')
  await pagerdutyNote(deps)(note)
  expect(asked.slice(3)).toEqual(['barrier', 'barrier', 'note'])
})
