import { expect, it } from 'vitest'
import type { Job } from '../../src/domain/jobs.ts'
import { type Stage, stageFor } from './stage.ts'

const stage = stageFor()

/** Belay has given up something that it owed. */
async function gaveUp({ queue, faces }: Stage, job: Job, why: string): Promise<void> {
  await queue.order('learnbot', [{ job, due: faces.now() - 1, when: 'earlier' }])
  const { claims } = await queue.claim('learnbot', 100, 60_000, [job.kind])
  for (const claim of claims) await queue.park('learnbot', claim, why)
}

const inHand = async ({ queue }: Stage, kind: string) =>
  (await queue.claim('learnbot', 100, 60_000, [kind])).claims.map(({ id, again }) => ({ id, again }))

it('is listed with what it was, of which incident, why and since when, for anyone', async () => {
  const at = await stage()
  const { zed, page } = at
  expect((await zed.types('/belay parked')).text).toContain('Nothing is put aside')
  const incident = await page()
  await gaveUp(
    at,
    { kind: 'pagerduty-note', incident: incident.id, entry: 1 },
    'PagerDuty refused <!here> it',
  )
  const { text, buttons } = await zed.types('/belay parked')
  expect(text).toContain(
    '1 put aside, which Belay has given up: A note could not be carried over to PagerDuty',
  )
  expect(text).toContain('INC-1 p99 latency above 3 s')
  expect(text).toMatch(/since .* · tried 1 time · PagerDuty refused <!here> it/)
  expect(Object.keys(buttons)).toEqual(['Try again', 'Drop'])
})

it('is tried again by an operator, as something that was begun before; everybody reads it, and the audit', async () => {
  const at = await stage()
  const { ana, opal, page } = at
  const incident = await page()
  await gaveUp(at, { kind: 'pagerduty-note', incident: incident.id, entry: 1 }, 'no')
  const list = await ana.types('/belay parked')
  expect((await ana.clicks('Try again', list)).text).toContain("Only LearnBot's operators")
  const { text, to } = await opal.clicks('Try again', list)
  expect(to).toBe('channel')
  expect(text).toContain('Opal has Belay try again: A note could not be carried over to PagerDuty · INC-1')
  expect(await inHand(at, 'pagerduty-note')).toEqual([{ id: `pagerduty-note:${incident.id}:1`, again: true }])
  expect((await opal.clicks('Try again', list)).text).toContain('not put aside any more')
  expect((await opal.types('/belay parked')).text).toContain('Nothing is put aside')
  const { text: audit } = await opal.types('/belay audit')
  expect(audit).toContain('Opal had tried again what was put aside: INC-1')
})

it('is let go of by an operator, also where what was owed cannot be read any more', async () => {
  const at = await stage()
  const { opal, redis } = at
  await gaveUp(at, { kind: 'cards', channel: '#learnbot-alerts' }, 'is_archived')
  const broken = { why: 'What is owed cannot be read.', at: 1, attempts: 1, job: '{"kind":' }
  await redis.hset('belay:{learnbot}:jobs', 'show:i9', `1 0 ${broken.job}`)
  await redis.hset('belay:{learnbot}:parked', 'show:i9', JSON.stringify(broken))
  const list = await opal.types('/belay parked')
  expect(list.text).toContain('2 put aside')
  expect(list.text).toContain('Something that Belay owes was put aside')
  const { parked } = at.faces
  const [card, unreadable] = await parked.of(['learnbot'])
  expect(unreadable).toMatchObject({ job: undefined })
  for (const one of [card!, unreadable!])
    expect((await opal.types(`/belay parked drop learnbot ${one.key}`)).text).toContain('has let go of')
  expect(await parked.of(['learnbot'])).toEqual([])
  expect(await inHand(at, 'cards')).toEqual([])
})

it('is dropped by itself when nobody has looked after it for long', async () => {
  const at = await stage()
  await gaveUp(at, { kind: 'cards', channel: '#old' }, 'is_archived')
  await at.redis.zadd('belay:{learnbot}:parked:at', Date.now() - 31 * 24 * 3_600_000, 'cards:#old')
  await gaveUp(at, { kind: 'cards', channel: '#new' }, 'is_archived')
  expect((await at.faces.parked.of(['learnbot'])).map(({ id }) => id)).toEqual(['cards:#new'])
  expect(await at.redis.hlen('belay:{learnbot}:jobs')).toBe(1)
})
