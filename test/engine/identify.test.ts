import { afterEach, expect, test } from 'vitest'
import { OutsideError } from '../../src/domain/errors.ts'
import type { Job, JobKind } from '../../src/domain/jobs.ts'
import { identify } from '../../src/engine/jobs/identify.ts'
import { TakenOver } from '../../src/engine/performer.ts'
import type { Pager } from '../../src/ports/pager.ts'
import { ben, eventually, minutes, type Stage, stageFor } from './stage.ts'

type JobOf<K extends JobKind> = Extract<Job, { kind: K }>

/** PagerDuty's people: what it was asked, and what it answers. */
const asked: string[] = []
const emails: Record<string, string> = { PBEN: ben.email }
let away = 0
const pager = {
  async email(user) {
    asked.push(user)
    if (away-- > 0)
      throw new OutsideError('PagerDuty is away', { service: 'pagerduty', fault: 'away', effect: 'none' })
    return emails[user]
  },
} as Partial<Pager> as Pager

const stage = stageFor(pager)
afterEach(() => {
  asked.length = 0
  away = 0
})

/** Whether this stands somewhere in Slack now. */
const shows = ({ posts }: Stage['slack'], text: string) =>
  JSON.stringify(posts.map(({ message }) => message.blocks))
    .replaceAll('\u2060', '')
    .includes(text)

const inPagerDuty = (id: string, name: string) => ({ via: 'pagerduty', id, name }) as const
const asBen = inPagerDuty('PBEN', 'Ben Wright')

test('whoever acknowledged in PagerDuty is found in Slack by their e-mail, and is asked there', async () => {
  const { tells, work, slack, incident, clock } = await stage()
  await tells('triggered')
  work()
  await eventually(() => slack.cards()[0])
  await tells('acknowledged', { by: asBen })
  await eventually(async () => (await incident()).lead?.slack === ben.id)
  await eventually(() => shows(slack, 'Ben has it since'))
  await clock.advance(30 * minutes)
  await eventually(() => shows(slack, '"user_id":"UBEN"'))
  expect(asked).toEqual(['PBEN'])
})

test('PagerDuty away: it is asked again, and nobody else waits for that', async () => {
  away = 2
  const { tells, work, slack, incident } = await stage()
  await tells('triggered')
  work()
  await tells('acknowledged', { by: asBen })
  await eventually(() => shows(slack, 'Ben Wright acknowledged in PagerDuty'))
  await eventually(async () => (await incident()).lead?.slack === ben.id)
  expect(asked).toEqual(['PBEN', 'PBEN', 'PBEN'])
})

test('somebody whom Slack does not know stays a name, and is not asked about again', async () => {
  emails.PEVE = 'eve@elsewhere.example.com'
  const { tells, work, slack, incident, queue, system } = await stage()
  await tells('triggered')
  work()
  for (const [id, name] of [
    ['PEVE', 'Eve'],
    ['PADAM', 'Adam'],
  ] as const) {
    await tells('acknowledged', { by: inPagerDuty(id, name) })
    await eventually(() => asked.includes(id))
    await eventually(() => shows(slack, `${name} acknowledged in PagerDuty`))
    await tells('unacknowledged', { by: inPagerDuty(id, name) })
  }
  await tells('resolved')
  await eventually(async () => (await queue.depth(system.system)).held === 0)
  expect(asked).toEqual(['PEVE', 'PADAM'])
  expect((await incident()).state).toBe('resolved')
})

test('done twice, it is done once; whoever was taken over half-way says nothing', async () => {
  const { tells, incident, queue, store, ledger, slack, system } = await stage()
  await tells('acknowledged', { by: asBen })
  const claim = async (leaseMs: number) =>
    (await queue.claim(system.system, 1, leaseMs, ['identify'])).claims[0]
  const first = (await claim(1))!
  const second = await eventually(() => claim(60_000))
  const perform = identify({ store, ledger, pager, directory: slack.directory, barrier: async () => 'kept' })
  const done = (held: typeof first) =>
    perform({ system: system.system, job: held.job as JobOf<'identify'>, claim: held, guard() {} })

  await expect(done(first)).rejects.toThrow(TakenOver)
  expect((await incident()).lead).toEqual(asBen)
  await done(second)
  const known = await incident()
  expect(known.lead).toEqual({ ...asBen, name: 'Ben', slack: ben.id })
  await done(second)
  expect(await incident()).toEqual(known)
  expect(asked).toEqual(['PBEN', 'PBEN'])
})
