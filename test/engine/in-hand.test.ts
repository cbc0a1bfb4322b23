import { expect, test } from 'vitest'
import { OutsideError } from '../../src/domain/errors.ts'
import { pagerduty } from '../../src/engine/jobs/pagerduty.ts'
import { pagerdutyCreate } from '../../src/engine/jobs/pagerduty-create.ts'
import { pagerdutyMerge } from '../../src/engine/jobs/pagerduty-merge.ts'
import { pagerdutyNote } from '../../src/engine/jobs/pagerduty-note.ts'
import { type Hold, type InHand, NotYet, type Performer, TakenOver } from '../../src/engine/performer.ts'
import type { Guard, Pager } from '../../src/ports/pager.ts'
import type { Claim } from '../../src/ports/queue.ts'
import { ana, aPage, stageFor } from './stage.ts'

const stage = stageFor()
const by = { via: 'slack', id: ana.id, name: ana.name } as const
const barrier = async () => 'kept' as const

/** A PagerDuty that has been given these notes; `more` is what a story makes it do. */
const pagerWith = (notes: string[], more: Partial<Pager> = {}): Pager =>
  ({
    knows: async () => true,
    note: async (_, text) => void notes.push(text),
    notes: async () => notes,
    ...more,
  }) as Partial<Pager> as Pager

/** A note that Ana has written in Slack and that PagerDuty is to be given. */
async function noted(pager: Pager) {
  const on = await stage()
  const { system, queue, slack } = on
  const deps = { ...on, directory: slack.directory, pager, barrier }
  await on.tells('triggered')
  await on.incidents.apply(await on.incident(), { type: 'note', text: 'it is the cache', by }, 'n1')
  return {
    claim: async (leaseMs = 60_000) =>
      (await queue.claim(system.system, 1, leaseMs, ['pagerduty-note'])).claims[0]!,
    retry: (claim: Claim) => queue.retry(system.system, claim, 0, 'no answer', false),
    perform: (claim: Claim, guard: Hold['guard'] = () => {}) =>
      pagerdutyNote(deps)({
        system: system.system,
        job: claim.job,
        claim,
        guard,
      } as InHand<'pagerduty-note'>),
  }
}

const noAnswer = () =>
  new OutsideError('no answer', { service: 'pagerduty', fault: 'away', effect: 'unknown' })

test('a note whose answer was lost is looked for before it is given again, however the failure was counted', async () => {
  const given: string[] = []
  const note: Pager['note'] = async (_, text) => {
    given.push(text)
    throw noAnswer()
  }
  const { claim, perform, retry } = await noted(pagerWith(given, { note }))
  const first = await claim()
  await expect(perform(first)).rejects.toThrow('no answer')
  await retry(first)
  const second = await claim()
  expect(second).toMatchObject({ attempts: 1, takeover: false, again: true })
  await perform(second)
  expect(given).toEqual(['Ana: it is the cache'])
})

test('a note whose answer was lost may still arrive: that PagerDuty does not have it yet proves nothing', async () => {
  let given = 0
  const note: Pager['note'] = async () => {
    given++
    throw noAnswer()
  }
  const { claim, perform, retry } = await noted(pagerWith([], { note }))
  const first = await claim()
  await expect(perform(first)).rejects.toThrow('no answer')
  await retry(first)
  await expect(perform(await claim())).rejects.toThrow('may still arrive')
  expect(given).toBe(1)
})

test('a worker that stalls, and whose note somebody else has given meanwhile, gives none', async () => {
  const given: string[] = []
  let meanwhile: (() => Promise<void>) | undefined
  const knows: Pager['knows'] = async () => {
    const others = meanwhile
    meanwhile = undefined
    await others?.()
    return true
  }
  const { claim, perform } = await noted(pagerWith(given, { knows }))
  const stalled = await claim(0)
  meanwhile = async () => perform(await claim())
  await expect(perform(stalled)).rejects.toThrow('taken over')
  expect(given).toEqual(['Ana: it is the cache'])
})

test('a lease that is too short for a note: none is given, and the next attempt need not look for it', async () => {
  const given: string[] = []
  const note: Pager['note'] = async (_, text, __, guard) => {
    guard?.(2_500)
    given.push(text)
  }
  const notes = () => Promise.reject(new Error('looked for'))
  const { claim, perform } = await noted(pagerWith(given, { note, notes }))
  const held = await claim()
  const tooShort = () => {
    throw new NotYet(0, 'too short')
  }
  await expect(perform(held, tooShort)).rejects.toThrow('too short')
  await perform(held)
  expect(given).toEqual(['Ana: it is the cache'])
})

test('a worker that has lost its lease asks PagerDuty for nothing: what it wanted may be past', async () => {
  const on = await stage()
  const asked: string[] = []
  const write = async (what: string, guard?: Guard) => {
    guard?.(2_500)
    asked.push(what)
    return aPage(0)
  }
  const pager = pagerWith([], {
    acknowledge: (_, __, guard) => write('acknowledge', guard),
    resolve: (_, __, guard) => write('resolve', guard),
    merge: (_, __, ___, guard) => write('merge', guard),
    escalate: (_, __, ___, guard) => write('escalate', guard),
    create: (_, __, ___, ____, _____, guard) => write('create', guard),
    page: async () => aPage(0),
    levels: async () => ({ fits: [1] }),
  })
  const deps = { ...on, directory: on.slack.directory, pager, barrier }
  const performers = {
    pagerduty: pagerduty(deps),
    'pagerduty-create': pagerdutyCreate(deps),
    'pagerduty-merge': pagerdutyMerge(deps),
  }
  const lost = async (kind: keyof typeof performers) => {
    const [claim] = (await on.queue.claim(on.system.system, 1, 60_000, [kind])).claims
    const guard = () => {
      throw new TakenOver(claim!.id)
    }
    const inHand = { system: on.system.system, job: claim!.job!, claim: claim!, guard }
    await expect((performers[kind] as Performer)(inHand)).rejects.toThrow('taken over')
    await on.queue.done(on.system.system, claim!)
  }
  await on.tells('triggered')
  const incident = await on.incident()
  await on.incidents.apply(incident, { type: 'escalate', by }, 'e1')
  await lost('pagerduty')
  await on.incidents.apply(incident, { type: 'acknowledge', by }, 'a1')
  await lost('pagerduty')
  const second = { kind: 'pagerduty-merge', incident: incident.id, page: 'PTWO', url: 'https://x' } as const
  await on.queue.order(on.system.system, [{ job: second, due: on.clock.now(), when: 'earlier' }])
  await lost('pagerduty-merge')
  await on.incidents.apply(incident, { type: 'resolve', by }, 'r1')
  await lost('pagerduty')
  await on.incidents.declare(
    { system: on.system.system, environment: 'production', severity: 'P1', title: 'checkout is slow', by },
    'declare-1',
  )
  await lost('pagerduty-create')
  expect(asked).toEqual([])
})
