import { expect, test } from 'vitest'
import { timer } from '../../src/engine/jobs/timer.ts'
import { createLedger } from '../../src/engine/ledger.ts'
import type { InHand } from '../../src/engine/performer.ts'
import { eventually, minutes, type Stage, stageFor } from './stage.ts'

const stage = stageFor()

/** Keeps the deadline that is claimable now, in a process whose clock is behind Redis's. */
async function keep({ store, clock, queue, system: { system } }: Stage, { behindMs = 0 } = {}) {
  const behind = { ...clock, now: () => clock.now() - behindMs }
  const { claims } = await queue.claim(system, 1, 4_000, ['timer'])
  const claim = claims[0]!
  const job = claim.job as InHand<'timer'>['job']
  await timer(createLedger({ store, clock: behind, wake() {} }))({ system, job, claim, guard() {} })
  await queue.done(system, claim)
}

test("a process's clock is behind Redis's: what is due is due, level after level", async () => {
  const at = await stage()
  await at.tells('triggered')
  await at.clock.advance(15 * minutes)
  await keep(at, { behindMs: 2 * minutes })
  expect((await at.incident()).level).toBe(2)
  await at.clock.advance(30 * minutes)
  await keep(at, { behindMs: 2 * minutes })
  expect((await at.incident()).level).toBe(3)
})

test('a deadline that comes before its time is kept at its time', async () => {
  const at = await stage()
  await at.tells('triggered')
  const { id } = await at.incident()
  const job = { kind: 'timer', incident: id, timer: 'escalate' } as const
  await at.queue.order(at.system.system, [{ job, due: at.clock.now(), when: 'earlier' }])
  await keep(at)
  expect((await at.incident()).level).toBe(1)
  await at.clock.advance(15 * minutes)
  await keep(at)
  expect((await at.incident()).level).toBe(2)
})

test('a deadline that nobody owes any more is at an end', async () => {
  const at = await stage()
  await at.tells('triggered')
  const { id } = await at.incident()
  await at.tells('acknowledged')
  await at.tells('resolved')
  const job = { kind: 'timer', incident: id, timer: 'escalate' } as const
  await at.queue.order(at.system.system, [{ job, due: at.clock.now(), when: 'earlier' }])
  await keep(at)
  await at.clock.advance(60 * minutes)
  expect((await at.queue.claim(at.system.system, 9, 4_000, ['timer'])).claims).toEqual([])
})

test('every call to Slack hangs, as many as are made at once: a level is entered on time all the same', async () => {
  const at = await stage()
  const { system, slack, clock, queue } = at
  const troubles = Array.from({ length: 80 }, (_, i) => ({
    job: { kind: 'trouble', about: `api ${i}`, hour: 1, text: 'It cannot be done.' } as const,
    due: clock.now(),
    when: 'earlier' as const,
  }))
  await queue.order(system.system, troubles)
  let [called, goOn] = [0, () => {}]
  const never = new Promise<never>((_, reject) => {
    goOn = () => reject(new Error('Slack hung up'))
  })
  const hangs = () => {
    called++
    return never
  }
  at.work({ ...slack.chat, post: hangs, update: hangs, direct: hangs })
  await eventually(() => called === 64)
  await at.tells('triggered')
  await clock.advance(15 * minutes)
  await eventually(async () => (await at.incident()).level === 2)
  goOn()
})
