import { expect, test } from 'vitest'
import { standingJobs } from '../../src/app/standing.ts'
import { OutsideError } from '../../src/domain/errors.ts'
import { nextAfter } from '../../src/domain/recurrence.ts'
import { ana, eventually, minutes, type Stage, stageFor } from './stage.ts'

const stage = stageFor()
const hours = 60 * minutes
const when = { at: '0 9 * * *', zone: 'UTC' }
const job = { kind: 'schedule', schedule: 'checklist/morning' } as const

/** What a Belay does that has just begun, with the file as it is now. */
const begins = ({ queue, system, clock }: Stage) =>
  queue.order(
    system.system,
    standingJobs(system, false).map(({ job }) => ({ job, due: clock.now(), when: 'earlier' })),
  )

/** A system whose list comes every morning, as Belay has just begun to know. */
async function daily(): Promise<Stage> {
  const on = await stage()
  on.system.runbook = 'learnbot.md'
  on.system.checklists = { morning: { procedure: 'morning-checklist', ...when } }
  await begins(on)
  return on
}

const kept = (on: Stage) => on.store.schedule(on.system.system, job.schedule)
const lists = (on: Stage) => on.slack.posts.filter(({ mark }) => mark.endsWith('/card'))
const nine = (on: Stage) => nextAfter(when, on.clock.now())!

test('nothing of before is due when it is first known; then each time comes once, whoever works', async () => {
  const on = await daily()
  for (let i = 0; i < 3; i++) on.work()
  await eventually(async () => (await kept(on)) !== undefined)
  const due = nine(on)
  await on.clock.advance(due - on.clock.now())
  await eventually(() => lists(on).length === 1)
  expect(lists(on)[0]!.message.text).toContain('Morning Checklist: 0 of 2 done')
  expect((await kept(on))!.value).toMatchObject({ since: due, last: { dueAt: due } })

  await on.clock.advance(24 * hours)
  await eventually(() => lists(on).length === 2)
})

test('how it is kept does not grow with each time that has come', async () => {
  const on = await daily()
  on.work()
  await eventually(async () => (await kept(on)) !== undefined)
  const sizes: number[] = []
  for (let times = 1; times <= 3; times++) {
    await on.clock.advance(nine(on) - on.clock.now())
    await eventually(() => lists(on).length === times)
    sizes.push((await kept(on))!.version.length)
  }
  expect(sizes).toEqual(sizes.map(() => sizes[0]))
})

test('a save whose answer is lost, and a process that dies after it: one list all the same', async () => {
  const on = await daily()
  on.work()
  await eventually(async () => (await kept(on)) !== undefined)
  const save = on.store.save
  let lost = 0
  on.store.save = async given => {
    const result = await save(given)
    if (!given.changes.some(change => 'checklist' in change) || lost++ > 2) return result
    throw new OutsideError('redis: no answer', { service: 'redis', fault: 'away', effect: 'unknown' })
  }
  await on.clock.advance(nine(on) - on.clock.now())
  await eventually(async () => (await kept(on))!.value.last !== undefined)
  await eventually(() => lists(on).length === 1)
  expect(lost).toBeGreaterThan(1)
  await on.clock.advance(24 * hours)
  await eventually(() => lists(on).length === 2)
})

test('ordered once more for no reason, it begins nothing; gone from the file, it is forgotten', async () => {
  const on = await daily()
  on.work()
  await eventually(async () => (await kept(on)) !== undefined)
  await on.clock.advance(nine(on) - on.clock.now() + 30 * minutes)
  await eventually(() => lists(on).length === 1)
  const again = () => on.queue.order(on.system.system, [{ job, due: on.clock.now(), when: 'earlier' }])
  await again()
  const next = nine(on)
  await eventually(
    async () =>
      Number(
        await on.redis.zscore(`belay:{${on.system.system}}:due:schedule`, `schedule:${job.schedule}`),
      ) === next,
  )
  expect(lists(on)).toHaveLength(1)

  delete on.system.checklists
  await again()
  await on.clock.advance(10 * minutes)
  await eventually(async () => (await kept(on)) === undefined)
})

test('new in the files of a Belay that begins while an older one still runs: it is left to that', async () => {
  const on = await daily()
  const { checklists } = on.system
  delete on.system.checklists
  on.work()
  const tries = () => on.redis.hget(`belay:{${on.system.system}}:tries`, `schedule:${job.schedule}`)
  await eventually(async () => (await tries())?.includes('no file of this Belay has'))
  on.system.checklists = checklists!
  await eventually(async () => (await kept(on)) !== undefined)
})

test('otherwise in the files of a Belay that begins while an older one still runs: what the new one says counts', async () => {
  const on = await daily()
  on.work()
  await eventually(async () => (await kept(on)) !== undefined)
  const before = on.system.checklists!
  const { digest } = (await kept(on))!.value
  on.system.checklists = { morning: { ...before.morning!, at: '0 8 * * *' } }
  await begins(on)
  const after = on.system.checklists
  on.system.checklists = before
  const tries = () => on.redis.hget(`belay:{${on.system.system}}:tries`, `schedule:${job.schedule}`)
  await eventually(async () => (await tries())?.includes('no file of this Belay has'))
  expect((await kept(on))!.value.digest).toBe(digest)
  on.system.checklists = after
  await eventually(async () => (await kept(on))!.value.digest !== digest)
})

test('another text begins anew: what the old one had missed is not due', async () => {
  const on = await daily()
  on.work()
  await eventually(async () => (await kept(on)) !== undefined)
  const before = (await kept(on))!.value
  on.system.checklists = { morning: { procedure: 'morning-checklist', at: '0 8 * * *', zone: 'UTC' } }
  await begins(on)
  await on.clock.advance(nine(on) - on.clock.now() + minutes)
  await eventually(async () => (await kept(on))!.value.digest !== before.digest)
  expect((await kept(on))!.value).not.toHaveProperty('last')
  expect(lists(on)).toHaveLength(0)
})

test('two who tick at once both have: the save of one expects what it read', async () => {
  const on = await daily()
  on.work()
  await eventually(async () => (await kept(on)) !== undefined)
  await on.clock.advance(nine(on) - on.clock.now())
  await eventually(() => lists(on).length === 1)
  const { checklist } = (await kept(on))!.value.last!
  const list = (await on.store.checklist(on.system.system, checklist!))!.value
  const by = (name: string) => ({ via: 'slack', id: `U${name}`, name }) as const
  await Promise.all(
    [1, 2].map(step =>
      on.checklists.apply(list, { type: 'tick', step, by: by(`${ana.name}${step}`) }, `tick ${step}`),
    ),
  )
  const now = (await on.store.checklist(on.system.system, checklist!))!.value
  expect(now.items.map(({ ticked }) => ticked?.by.name)).toEqual(['Ana1', 'Ana2'])
})
