import { expect, test } from 'vitest'
import { OutsideError } from '../../../src/domain/errors.ts'
import { reads } from '../../blocks/reading.ts'
import { eventually, minutes } from '../stage.ts'
import { ana, ben, cara, dialStageFor } from './stage.ts'

const stage = dialStageFor()

test('Ana asks, Ben approves: it is done once, and its one message says how it stands all the way', async () => {
  const { asks, approves, now, message, dial, work, slack } = await stage()
  dial.done = false
  const run = await asks(5)
  work()
  await eventually(() => reads(message(run)!.message).includes('waits for approval'))
  expect(reads(message(run)!.message)).toContain('1 → 5')
  expect(dial.turned).toEqual([])

  await approves(run)
  await eventually(() => reads(message(run)!.message).includes('under way'))
  expect(dial.turned).toEqual([5])
  dial.done = true
  await eventually(async () => (await now(run)).state === 'succeeded', 8_000)
  await eventually(() => reads(message(run)!.message).includes('done'))
  expect(reads(message(run)!.message)).toContain('approved by Ben')
  expect(dial.turned).toEqual([5])
  expect(slack.posts.filter(({ channel }) => channel === 'C-CALERTS')).toHaveLength(1)
})

test('nobody approves their own, twice, something else, or too late', async () => {
  const { asks, approves, does, now, clock, dial, work } = await stage()
  const run = await asks(5)
  await expect(approves(run, ana)).rejects.toThrow("needs somebody else's yes")
  await expect(approves(run, ben, 'another')).rejects.toThrow('another plan')
  await does(run, { type: 'decline', text: 'not now', by: cara })
  await expect(approves(run)).rejects.toThrow('was declined')

  const late = await asks(6)
  await clock.advance(15 * minutes)
  await expect(approves(late)).rejects.toThrow('not approved in time')
  work()
  await eventually(async () => (await now(late)).state === 'expired')
  expect(dial.turned).toEqual([])
})

test('the world moves after the yes: nothing is done, and it says what is otherwise', async () => {
  const { asks, approves, now, dial, work } = await stage()
  const run = await asks(5)
  await approves(run)
  dial.shows = 3
  work()
  await eventually(async () => (await now(run)).state === 'void')
  expect((await now(run)).why).toContain('approved while there was 1, and now there is 3')
  expect(dial.turned).toEqual([])
})

test('two at once: the second is refused with the name of the first, and may ask again when that is over', async () => {
  const { asks, approves, now, dial, work } = await stage()
  dial.done = false
  const first = await asks(5, { reason: 'hotfix for checkout' })
  const second = await asks(6, { by: ben })
  await approves(first)
  work()
  await eventually(async () => (await now(first)).state === 'running')
  await expect(asks(7, { by: cara })).rejects.toThrow('Ana has production ("hotfix for checkout")')
  await approves(second, cara)
  await eventually(async () => (await now(second)).state === 'void')
  dial.done = true
  await eventually(async () => (await now(first)).state === 'succeeded', 8_000)
  expect(dial.turned).toEqual([5])
  await expect(asks(7, { by: cara })).resolves.toMatchObject({ state: 'proposed' })
})

test('the answer is lost: it is looked for before anything is done again, and found', async () => {
  const { asks, approves, now, dial, trouble, work } = await stage()
  const run = await asks(5)
  await approves(run)
  trouble.after = () => {
    trouble.after = () => {}
    throw new OutsideError('no answer', { service: 'aws', fault: 'away', effect: 'unknown' })
  }
  work()
  await eventually(async () => (await now(run)).state === 'succeeded', 8_000)
  expect(dial.turned).toEqual([5])
})

test('the answer is lost, and nothing shows of the call: it is not made again while the first could still arrive', async () => {
  const { asks, approves, now, can, trouble, work, queue, system } = await stage()
  const run = await asks(5)
  await approves(run)
  let [sent, looked] = [0, 0]
  trouble.before = () => {
    sent += 1
    throw new OutsideError('no answer', { service: 'aws', fault: 'away', effect: 'unknown' })
  }
  const maker = (await can.runs.makers.get('dial:Turn'))!
  const { look } = maker
  maker.look = (...asked) => {
    looked += 1
    return look(...asked)
  }
  work()
  await eventually(() => looked === 2)
  const waits = async () => (await queue.claim(system.system, 1, 60_000, ['run'])).nextInMs ?? 0
  await eventually(async () => (await waits()) > 10_000)
  expect([sent, (await now(run)).steps[0]?.state]).toEqual([1, 'starting'])
})

test('a call that could not be looked for is not made where Redis may forget that it was', async () => {
  const { can, asks, approves, now, dial, work } = await stage()
  can.barrier = async () => 'cannot-tell'
  const run = await asks(0, { operation: 'push', input: {} })
  await approves(run)
  work()
  await eventually(async () => (await now(run)).state === 'void')
  expect((await now(run)).why).toContain('appendfsync always')
  expect(dial.pushed).toBe(0)
})

test('AWS asks to slow down, and is away: it is tried again, and done once', async () => {
  const { asks, approves, now, dial, trouble, work } = await stage()
  const run = await asks(5)
  await approves(run)
  let times = 0
  trouble.before = () => {
    times += 1
    if (times === 1)
      throw new OutsideError('slow down', {
        service: 'aws',
        fault: 'limited',
        effect: 'none',
        retryAfterMs: 20,
      })
    if (times === 2)
      throw new OutsideError('refused connection', { service: 'aws', fault: 'away', effect: 'none' })
  }
  work()
  await eventually(async () => (await now(run)).state === 'succeeded', 8_000)
  expect(times).toBe(3)
  expect(dial.turned).toEqual([5])
})

test('AWS refuses: the run has failed, in its words, and the lock is free again', async () => {
  const { asks, approves, now, trouble, work, store, system } = await stage()
  const run = await asks(5)
  await approves(run)
  trouble.before = () => {
    throw new OutsideError("Belay's role may not", { service: 'aws', fault: 'refused', effect: 'none' })
  }
  work()
  await eventually(async () => (await now(run)).state === 'failed')
  expect((await now(run)).why).toBe("Belay's role may not")
  expect(await store.locks(system.system)).toEqual([])
})

test('for a while: announced before it ends, extended, and then taken back by itself', async () => {
  const { asks, approves, does, now, clock, dial, work } = await stage()
  const run = await asks(5, { boxMs: 30 * minutes })
  await approves(run)
  work()
  await eventually(async () => (await now(run)).state === 'succeeded', 8_000)
  await clock.advance(26 * minutes)
  await eventually(async () => (await now(run)).undo?.toldAt !== undefined)
  const { at } = (await now(run)).undo!
  await does(run, { type: 'extend', until: at + 30 * minutes, by: ana })
  await clock.advance(10 * minutes)
  expect(dial.turned).toEqual([5])
  await clock.advance(30 * minutes)
  await eventually(() => dial.turned.length === 2, 8_000)
  expect(dial).toMatchObject({ shows: 1, turned: [5, 1] })
  await expect(does(run, { type: 'extend', until: at + 90 * minutes, by: ana })).rejects.toThrow(
    'taken back already',
  )
})

test('for a while, where Redis could forget that it is to be taken back: it is not begun, and says why', async () => {
  const { asks, approves, now, can, dial, work } = await stage()
  const run = await asks(5, { boxMs: 30 * minutes })
  can.barrier = async () => 'cannot-tell'
  await expect(asks(7, { boxMs: 30 * minutes })).rejects.toThrow(/^Redis may lose.*Leave out --for/)
  const lasting = await asks(6)
  await approves(run)
  work()
  await eventually(async () => (await now(run)).state === 'void')
  expect((await now(run)).why).toMatch(/nobody would then know that this is to be taken back/)
  expect(dial.turned).toEqual([])
  await approves(lasting)
  await eventually(() => dial.turned.length === 1, 8_000)
})

test('what somebody has changed by hand since is not taken back over their head', async () => {
  const { asks, approves, now, clock, dial, work, store, system } = await stage()
  const run = await asks(5, { boxMs: 30 * minutes })
  await approves(run)
  work()
  await eventually(async () => (await now(run)).state === 'succeeded', 8_000)
  dial.shows = 9
  await clock.advance(31 * minutes)
  await eventually(async () =>
    (await store.recentRuns(system.system, 5)).some(
      ({ undoes, state }) => undoes === run.id && state === 'void',
    ),
  )
  expect(dial).toMatchObject({ shows: 9, turned: [5] })
})

test('in an incident, its timeline tells what was asked, approved and done; alone only in a P1 of somebody else', async () => {
  const { asks, does, face, tells, incident, incidents, now, dial, work } = await stage()
  work()
  await tells('triggered', { by: { via: 'pagerduty', name: 'PagerDuty' } })
  const { id } = await incident()
  const run = await asks(5, { incident: id })
  await face.breakGlass(run, ana, 'nobody answers', 'glass')
  await eventually(async () => (await now(run)).state === 'succeeded', 8_000)
  const told = (await incidents.timeline(await incident())).flatMap(entry =>
    entry.kind === 'run' ? entry.what.kind : [],
  )
  expect(told).toEqual(['asked', 'glass-broken', 'started', 'succeeded'])
  expect(dial.turned).toEqual([5])

  const outside = await asks(6)
  await expect(face.breakGlass(outside, ana, 'because', 'no-incident')).rejects.toThrow(
    'in the thread of one',
  )
  const declared = await incidents.declare(
    { system: outside.system, environment: 'production', severity: 'P1', title: 'all down', by: ana },
    'declare',
  )
  const own = await asks(7, { incident: declared.id })
  await expect(face.breakGlass(own, ana, 'because', 'own')).rejects.toThrow('declared it yourself')
  await does(own, { type: 'cancel', by: ana })
})

test('called off before it begins nothing is done; stopped half-way it says so', async () => {
  const { asks, approves, does, now, message, dial, work } = await stage()
  const early = await asks(5)
  await does(early, { type: 'cancel', by: ana })
  expect((await now(early)).state).toBe('cancelled')
  await expect(approves(early)).rejects.toThrow('was cancelled')

  dial.done = false
  const late = await asks(5)
  await approves(late)
  work()
  await eventually(async () => (await now(late)).state === 'running')
  await eventually(() => dial.turned.length === 1)
  await does(late, { type: 'cancel', by: ana })
  await eventually(async () => (await now(late)).state === 'cancelled', 8_000)
  expect(dial.turned).toEqual([5])
  await eventually(() => reads(message(late)!.message).includes('what it began goes on without Belay'))
})

test('a change’s message was deleted, and Slack’s answer to the new one is lost: it stands there once', async () => {
  const { asks, approves, now, message, dial, work, slack } = await stage()
  dial.done = false
  const run = await asks(5)
  work()
  const asked = await eventually(() => message(run))
  await slack.chat.remove(asked.channel, asked.ts)
  slack.trouble('post', 'lost')
  await approves(run)
  await eventually(() => reads(message(run)!.message).includes('under way'))
  dial.done = true
  await eventually(async () => (await now(run)).state === 'succeeded', 8_000)
  await eventually(() => reads(message(run)!.message).includes('done'))
  expect(slack.posts.filter(({ channel }) => channel === 'C-CALERTS')).toHaveLength(1)
})
