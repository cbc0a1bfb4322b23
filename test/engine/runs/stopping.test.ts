import { expect, test } from 'vitest'
import type { Connection } from '../../../src/store/connect.ts'
import { reads } from '../../blocks/reading.ts'
import { eventually } from '../stage.ts'
import { ana, ben, cara, dialStageFor } from './stage.ts'

const stage = dialStageFor()

/** A dial that can be turned back, as ECS goes back: it is looked at, and then turned. */
async function turningBack() {
  const on = await stage()
  const { dial, can } = on
  const maker = (await can.runs.makers.get('dial:Turn'))!
  const observe = maker.observe!
  let atTheCall: (() => Promise<void>) | undefined
  maker.cancel = async (params, _, guard) => {
    const { from, to } = params as { from: number; to: number }
    if (dial.shows !== to) return
    await atTheCall?.()
    guard()
    dial.turned.push(from)
    dial.shows = from
  }
  maker.observe = async (params, ...rest) =>
    dial.shows === (params as { to: number }).to
      ? observe(params, ...rest)
      : { is: 'failed', why: 'something else took its place', said: [] }
  dial.done = false
  return Object.assign(on, {
    stallsAtTheCall(stall: () => Promise<void>) {
      atTheCall = async () => {
        atTheCall = undefined
        await stall()
      }
    },
  })
}

test('a process that stalls before it goes back does not go back over what somebody has changed since', async () => {
  const { asks, approves, does, now, dial, doomed, work, stallsAtTheCall } = await turningBack()
  let wakes: (() => void) | undefined
  stallsAtTheCall(() => new Promise(resolve => (wakes = resolve)))
  const run = await asks(5)
  await approves(run)
  let own: Connection
  await doomed(undefined, 2_600, redis => (own = redis))
  await eventually(async () => (await now(run)).steps[0]?.state === 'started')
  await does(run, { type: 'cancel', by: ana })
  await eventually(() => wakes !== undefined)
  own!.disconnect()
  work()
  await eventually(async () => (await now(run)).state === 'cancelled')
  expect(dial.shows).toBe(1)

  const again = await asks(5, { by: ben })
  await approves(again, cara)
  dial.done = true
  await eventually(async () => (await now(again)).state === 'succeeded')
  wakes!()
  await new Promise(setImmediate)
  expect(dial.turned).toEqual([5, 1, 5])
}, 60_000)

test('the call with which it goes back is in the audit, in the name of whoever wanted that', async () => {
  const { asks, approves, does, now, dial, work, store, system } = await turningBack()
  const run = await asks(5)
  await approves(run)
  work()
  await eventually(async () => (await now(run)).steps[0]?.state === 'started')
  await does(run, { type: 'cancel', by: cara })
  await eventually(async () => (await now(run)).state === 'cancelled')
  expect(dial.turned).toEqual([5, 1])
  const { entries: audit } = await store.audit(system.system, 50)
  expect(audit.filter(({ what }) => what === 'run going-back')).toMatchObject([
    { by: 'slack:UCARA', detail: { call: { action: 'dial:Turn', on: 'the dial' } } },
  ])
})

test('what cannot go back is let go, and the next who asks finds it free', async () => {
  const { asks, approves, does, now, dial, work, store, system, message } = await stage()
  dial.done = false
  const run = await asks(5)
  await approves(run)
  work()
  await eventually(async () => (await now(run)).steps[0]?.state === 'started')
  await does(run, { type: 'cancel', by: ana })
  await eventually(async () => (await now(run)).state === 'cancelled')
  const why = 'dial:Turn cannot be taken back: what it began goes on without Belay.'
  expect((await now(run)).why).toBe(why)
  await eventually(() => JSON.stringify(message(run)?.message.blocks).includes(why))
  expect(await store.locks(system.system)).toEqual([])
})

test('what was stopped half-way says who wanted it so, how far it came, and never that nothing was done', async () => {
  const { asks, approves, does, now, dial, work, message } = await stage()
  dial.done = false
  const run = await asks(5)
  await approves(run)
  const reader = () => reads(message(run)!.message)
  work()
  await eventually(async () => (await now(run)).steps[0]?.state === 'started')
  await does(run, { type: 'cancel', by: cara })
  await eventually(() => reader().includes('🟠 stopped in its first step: turn the dial'))
  expect(reader()).toContain('Cara wanted it stopped at')
  expect(JSON.stringify(message(run)!.message.blocks)).not.toContain('in_progress')
})
