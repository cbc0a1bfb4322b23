import { pino } from 'pino'
import { expect, test, vi } from 'vitest'
import { OutsideError } from '../../src/domain/errors.ts'
import type { Job } from '../../src/domain/jobs.ts'
import { createGiveBack } from '../../src/engine/give-back.ts'
import { type Performers, PutAside } from '../../src/engine/performer.ts'
import { createWorker } from '../../src/engine/worker.ts'
import type { Claim } from '../../src/ports/queue.ts'
import { refused } from './fake-slack.ts'
import { handing } from './handing.ts'
import { ana, eventually, stageFor } from './stage.ts'

const stage = stageFor()

/** What becomes of a claim, and what people are told of it. */
async function worked(claim: Partial<Claim>, perform: () => Promise<void> = async () => {}) {
  const { queue, ends } = handing(claim)
  const told: string[] = []
  const performer = vi.fn(perform)
  const worker = createWorker({
    queue,
    systems: ['learnbot'],
    performers: { show: performer, page: performer } as unknown as Performers,
    log: pino({ level: 'silent' }),
    trouble: async (_, __, why, goesOn) => void told.push(`${goesOn ? 'goes on' : 'gave up'}: ${why}`),
    count() {},
  })
  worker.start()
  await eventually(() => ends.length > 0)
  await worker.stop()
  return { ends, told, performed: performer.mock.calls.length }
}

const page: Job = { kind: 'page', incident: 'i1', cycle: 1, climb: 1, level: 1, person: 'U1' }

test('what five workers in a row did not survive is not tried by a sixth: it is put aside, and that is told', async () => {
  const { ends, told, performed } = await worked({ lost: 5, takeover: true })
  expect(ends).toEqual(['park: 5 workers in a row ended with it in hand.'])
  expect(told).toEqual(['gave up: 5 workers in a row ended with it in hand.'])
  expect(performed).toBe(0)
})

test('fewer are not enough: it is taken over', async () => {
  expect(await worked({ lost: 4, takeover: true })).toMatchObject({ ends: ['done'], told: [], performed: 1 })
})

test('a page is tried however many it has ended', async () => {
  const claim = { id: 'page:i1:1:1:1:U1', kind: 'page', job: page, lost: 50, takeover: true }
  expect(await worked(claim)).toMatchObject({ ends: ['done'], told: [], performed: 1 })
})

test.each(['show', 'page'])('a %s that cannot be read is put aside at once, and that is told', async kind => {
  const { ends, told, performed } = await worked({ id: `${kind}:i1`, kind, job: undefined })
  expect(ends).toEqual(['park: What is owed cannot be read.'])
  expect(told).toHaveLength(1)
  expect(performed).toBe(0)
})

test.each([
  [3, []],
  [9, ['goes on: slack refused: user_disabled']],
])(
  'a page that Slack has refused %i times is tried again, whatever people are told',
  async (attempts, says) => {
    const claim = { id: 'page:i1:1:1:1:U1', kind: 'page', job: page, attempts }
    const { ends, told } = await worked(claim, () => Promise.reject(refused('user_disabled')))
    expect(ends).toEqual(['retry'])
    expect(told).toEqual(says)
  },
)

test('a page that only waits for Slack is no trouble, however long it does', async () => {
  const away = new OutsideError('Slack is away', { service: 'slack', fault: 'away', effect: 'none' })
  const claim = { id: 'page:i1:1:1:1:U1', kind: 'page', job: page, attempts: 20 }
  expect(await worked(claim, () => Promise.reject(away))).toMatchObject({ ends: ['retry'], told: [] })
})

test('people hear of what is put aside before it is: a crash in between does not keep it from them', async () => {
  const order: string[] = []
  const { queue } = handing({})
  const giveBack = createGiveBack({
    queue: { ...queue, park: async () => Boolean(order.push('park')) },
    log: pino({ level: 'silent' }),
    trouble: async () => void order.push('told'),
    count() {},
    random: Math.random,
  })
  const { claims } = await queue.claim('learnbot', 1, 0, [])
  await giveBack('learnbot', claims[0]!, new PutAside('what is owed cannot be read'))
  expect(order).toEqual(['told', 'park'])
})

test('a broken page is told in the channel, and the incident beside it is shown and paged as ever', async () => {
  const { tells, work, slack, queue, system, clock, redis } = await stage()
  const broken = { ...page, person: undefined } as unknown as Job
  await queue.order(system.system, [{ job: broken, due: clock.now(), when: 'earlier' }])
  await redis.hset(`belay:{${system.system}}:jobs`, 'page:i1:1:1:1', '1 0 {"kind":')
  await tells('triggered')
  work()
  await eventually(() => slack.direct(ana.id)[0])
  const told = await eventually(() => slack.posts.find(post => post.mark.startsWith('trouble/')))
  expect(told.channel).toBe('C-alerts')
  expect(told.message.text).toContain(
    'Belay has given up (to have it tried again: /belay parked). What is owed cannot be read.',
  )
  expect(await queue.depth(system.system)).toMatchObject({ parked: 1 })
})

test('a job that has ended three processes rests, and whoever comes next does everything else', async () => {
  const { tells, work, slack, queue, system, clock, redis } = await stage()
  const claim = () => queue.claim(system.system, 1, 0, ['history'])
  await queue.order(system.system, [{ job: { kind: 'history' }, due: clock.now(), when: 'earlier' }])
  for (let i = 0; i < 3; i++) expect((await claim()).claims).toMatchObject([{ id: 'history', lost: i }])
  await tells('triggered')
  work()
  await eventually(() => slack.direct(ana.id)[0])
  await eventually(() => slack.thread().length >= 2)
  expect((await claim()).claims).toEqual([])
  expect((await queue.depth(system.system)).parked).toBe(0)
  expect(await redis.hexists(`belay:{${system.system}}:jobs`, 'history')).toBe(1)
})
